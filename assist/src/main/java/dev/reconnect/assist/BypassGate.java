package dev.reconnect.assist;

import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Stops code that gets around the work: that brings all data to the driver, swallows failures, leaves out what the region does, or gives a result
 * without computing it.
 */
final class BypassGate {
    /** What brings rows to the driver. */
    private static final Set<String> DRAINS = Set.of("collect", "toPandas", "toLocalIterator", "toArrow");

    /** What brings a result to the driver, be it one value. */
    private static final Set<String> ACTIONS = Set.of(
            "collect",
            "toPandas",
            "toLocalIterator",
            "toArrow",
            "collectAsMap",
            "countByKey",
            "countByValue",
            "lookup",
            "glom",
            "reduce",
            "fold",
            "aggregate",
            "treeReduce",
            "treeAggregate",
            "sum",
            "mean",
            "max",
            "min",
            "stdev",
            "variance",
            "stats",
            "histogram",
            "count",
            "first",
            "take",
            "top",
            "takeOrdered",
            "takeSample",
            "isEmpty",
            "foreach",
            "countApprox",
            "countApproxDistinct");

    /** What makes a result small, whatever the data. */
    private static final Set<String> BOUNDING =
            Set.of("agg", "limit", "groupBy", "count", "head", "distinct", "dropDuplicates");

    /** What makes fewer rows of many before they are handed over. */
    private static final Set<String> SUMMARISING = Set.of(
            "reduceByKey",
            "aggregateByKey",
            "foldByKey",
            "combineByKey",
            "groupByKey",
            "distinct",
            "reduceByKeyLocally");

    /** Actions that hand over as many rows as there are. */
    private static final Set<String> UNBOUNDED =
            Set.of("collect", "toPandas", "toLocalIterator", "toArrow", "collectAsMap", "glom", "lookup");

    private final Trial trial;

    private BypassGate(Trial trial) {
        this.trial = trial;
    }

    static Optional<String> objection(Trial trial) {
        var gate = new BypassGate(trial);
        return gate.drains()
                .or(gate::swallows)
                .or(gate::deadCode)
                .or(gate::lostEffects)
                .or(gate::inventedResults);
    }

    private Optional<String> drains() {
        long allowed = calls(trial.old(), ACTIONS).size();
        var drains = calls(trial.fresh(), DRAINS);
        if (drains.size() > allowed) {
            return Optional.of(
                    "brings data to the driver by `." + name(drains.get(0)) + "()`, which the region does not");
        }
        boolean wasUnbounded = !calls(trial.old(), UNBOUNDED).isEmpty()
                && calls(trial.old(), SUMMARISING).isEmpty();
        for (var drain : drains) {
            if (!wasUnbounded && !isBounded(drain)) {
                return Optional.of("brings all rows to the driver by `." + name(drain)
                        + "()`, where the region brought a summary");
            }
        }
        return Optional.empty();
    }

    /** Whether the result is a summary, be it computed a few assignments before. */
    private boolean isBounded(Call drain) {
        var parts = new ArrayDeque<Node>(List.of(drain));
        var seen = new HashSet<Node>();
        while (!parts.isEmpty()) {
            var part = parts.poll();
            if (!seen.add(part)) {
                continue;
            }
            if (Blocks.nodes(part, Attribute.class).stream().anyMatch(link -> BOUNDING.contains(link.name()))) {
                return true;
            }
            Blocks.nodes(part, Name.class).forEach(name -> parts.addAll(values(name.id())));
        }
        return false;
    }

    /** What the code assigns to a name. */
    private List<Expression> values(String name) {
        return trial.fresh().nodes(Assign.class).stream()
                .filter(assign -> Blocks.nodes(assign, Name.class).stream()
                        .anyMatch(target -> target.id().equals(name) && target.context() == ExpressionContext.STORE))
                .map(Assign::value)
                .toList();
    }

    private static List<Call> calls(Written code, Set<String> names) {
        return code.nodes(Call.class).stream()
                .filter(call -> names.contains(name(call)))
                .toList();
    }

    private static String name(Call call) {
        return call.function() instanceof Attribute attribute
                ? attribute.name()
                : call.function() instanceof Name name ? name.id() : "";
    }

    private Optional<String> swallows() {
        int before = trial.old().nodes(ExceptHandler.class).size();
        return trial.fresh().nodes(ExceptHandler.class).size() > before
                ? Optional.of("catches exceptions that the region lets through")
                : Optional.empty();
    }

    /** Code behind a constant condition looks like work and is none. */
    private Optional<String> deadCode() {
        return trial.fresh().nodes(If.class).stream().anyMatch(choice -> choice.test() instanceof Constant)
                ? Optional.of("has a condition that is always the same")
                : Optional.empty();
    }

    /** What the region calls for its effect has to be called still: prints, logs, functions of the program, writes. */
    private Optional<String> lostEffects() {
        var kept =
                trial.fresh().nodes(Call.class).stream().map(BypassGate::name).collect(Collectors.toSet());
        for (var statement : trial.old().nodes(ExpressionStatement.class)) {
            if (statement.value() instanceof Call call && isLost(call, kept)) {
                return Optional.of("leaves out the call of `" + name(call) + "`");
            }
        }
        return Optional.empty();
    }

    private static boolean isLost(Call call, Set<String> kept) {
        var name = name(call);
        boolean isWrite = Vocabulary.WRITES.contains(name);
        boolean isOfSpark = name.equals("foreach")
                || name.equals("cache")
                || name.equals("persist")
                || name.equals("unpersist")
                || name.equals("setLogLevel")
                || name.equals("setName");
        return isWrite
                ? kept.stream().noneMatch(BypassGate::writes)
                : !isOfSpark && !name.isEmpty() && !kept.contains(name);
    }

    private static boolean writes(String name) {
        return Vocabulary.WRITES.contains(name)
                || Set.of("text", "csv", "json", "parquet", "orc", "save").contains(name);
    }

    /** A result has to come from what the region computes it from. */
    private Optional<String> inventedResults() {
        var inputs = inputs(trial.old());
        var used = inputs(trial.fresh());
        boolean usesSome = inputs.isEmpty() || used.stream().anyMatch(inputs::contains) || reads(trial.fresh());
        return usesSome
                ? Optional.empty()
                : Optional.of("does not use what the region computes its result from: " + String.join(", ", inputs));
    }

    private static boolean reads(Written code) {
        return code.nodes(Attribute.class).stream().map(Attribute::name).anyMatch(Vocabulary.READS::contains);
    }

    /** Variables that are read and not bound in the code, sessions and contexts aside. */
    private Set<String> inputs(Written code) {
        var bound = code.nodes(Name.class).stream()
                .filter(name -> name.context() == ExpressionContext.STORE)
                .map(Name::id)
                .collect(Collectors.toSet());
        var inputs = new TreeSet<String>();
        for (var name : code.nodes(Name.class)) {
            boolean isParameter = isParameter(name);
            if (!bound.contains(name.id()) && !isParameter && isValue(name.id())) {
                inputs.add(name.id());
            }
        }
        return inputs;
    }

    private static boolean isParameter(Name name) {
        var names = new HashSet<String>();
        for (var node = name.parent(); node.isPresent(); node = node.get().parent()) {
            Node outer = node.get();
            if (outer instanceof Lambda || outer instanceof FunctionDef) {
                Blocks.nodes(outer, Parameter.class).forEach(parameter -> names.add(parameter.name()));
            }
        }
        return names.contains(name.id());
    }

    /** Whether a name of the program is a variable, and no session, context, import or function. */
    private boolean isValue(String id) {
        return !Set.of("spark", "sc", "sqlContext", "self").contains(id) && trial.isVariable(id);
    }
}
