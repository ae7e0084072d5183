package dev.reconnect.lift;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Finding;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.lift.Units.Root;
import dev.reconnect.lift.Units.Use;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.ModuleRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Node;
import dev.reconnect.rules.SparkNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds pipelines of RDDs that can be written with frames, and says of others what stands in the way. */
@AutoService(PythonRule.class)
public final class RddPipeline implements ModuleRule {
    private static final String NAME = "rdd-pipeline";
    private static final int MOST_NAMES = 4;
    private static final String ANSI = "spark.sql.ansi.enabled";
    private static final String WRAPS =
            "with `" + ANSI + "` off, integers of columns wrap around where those of Python grow";

    /** Whether a pipeline is left alone for want of types that a run would show. */
    public static boolean wantsRun(List<Finding> findings) {
        return findings.stream()
                .anyMatch(finding ->
                        finding.rule().equals(NAME) && finding.message().endsWith(Result.WANTS_RUN));
    }

    /** Whether it says of a pipeline that it stays an RDD. */
    public static boolean isLeft(Finding finding) {
        return finding.rule().equals(NAME) && finding.fixes().isEmpty();
    }

    /** Behind the specific rules: what they have a fix for is theirs. */
    @Override
    public Phase phase() {
        return Phase.GENERAL;
    }

    @Override
    public void check(Module module, RuleContext context) {
        // Before 4.2 UDFs go without Arrow, and give None for an integer that a column cannot hold.
        boolean isExact = context.target().isAtLeast(SparkRelease.SPARK_4_2);
        if (isExact && hasSource(module, context)) {
            var functions = new FileFunctions(context);
            boolean wraps = setsAnsi(module);
            for (var unit : Units.of(context, functions)) {
                if (hasSource(unit) && !isClaimed(unit, context)) {
                    if (wraps) {
                        report(unit, new Blocked(unit.get(0).expression(), WRAPS), context);
                    } else {
                        check(unit, context, functions);
                    }
                }
            }
        }
    }

    /** Whether some RDD starts in the file. Types are asked for where the spelling fits: following all that holds RDDs costs more. */
    private static boolean hasSource(Module module, RuleContext context) {
        var found = new boolean[1];
        module.walk(node -> found[0] |= !found[0]
                && isSource(node)
                && context.model().typeOf((Expression) node).mayBe(SparkNames.RDD));
        return found[0];
    }

    /** Whether the pipeline starts in this file: of others there is nothing to say. */
    private static boolean hasSource(List<Root> unit) {
        return holds(unit, RddPipeline::isSource);
    }

    private static boolean isSource(Node node) {
        return (node instanceof Call call
                        && call.function() instanceof Attribute method
                        && Sources.METHODS.contains(method.name()))
                || (node instanceof Attribute rows && rows.name().equals("rdd"));
    }

    private static boolean isClaimed(List<Root> unit, RuleContext context) {
        return unit.stream().anyMatch(root -> root.expression()
                        .parent()
                        .filter(context::isClaimed)
                        .isPresent())
                || holds(unit, context::isClaimed);
    }

    private static boolean holds(List<Root> unit, Predicate<Node> wanted) {
        var found = new boolean[1];
        unit.forEach(root -> root.expression().walk(node -> found[0] |= wanted.test(node)));
        return found[0];
    }

    private static void check(List<Root> unit, RuleContext context, FileFunctions functions) {
        var first = unit.get(0).expression();
        try {
            var fix = Lifting.lift(unit, context, functions);
            if (unit.stream().anyMatch(root -> root.use() != Use.STATEMENT)
                    && !fix.edits().isEmpty()) {
                context.report(
                                first.range(),
                                "This RDD pipeline can be written with DataFrames, which run on Spark Connect")
                        .fix(fix);
            }
        } catch (Blocked blocked) {
            report(unit, blocked, context);
        }
    }

    private static void report(List<Root> unit, Blocked blocked, RuleContext context) {
        context.report(
                context.placeOf(blocked.place()),
                "This pipeline" + nameOf(unit) + " stays an RDD: " + blocked.reason());
    }

    /** Whether the file sets it to something else than true. */
    private static boolean setsAnsi(Module module) {
        var found = new boolean[1];
        module.walk(node -> found[0] |= node instanceof Constant text
                && text.stringValue().filter(value -> value.contains(ANSI)).isPresent()
                && !isHarmless(text));
        return found[0];
    }

    /** Whether it is asked for, or set to true. */
    private static boolean isHarmless(Constant setting) {
        return setting.parent().orElse(null) instanceof Call call
                && call.function() instanceof Attribute method
                && call.arguments().get(0) == setting
                && (method.name().equals("get")
                        || (call.arguments().size() == 2
                                && call.arguments().get(1) instanceof Constant value
                                && (value.type() == ConstantType.TRUE
                                        || value.stringValue()
                                                .filter("true"::equalsIgnoreCase)
                                                .isPresent())));
    }

    /** The variables that stay RDDs together; none where it is one expression, or one variable. */
    private static String nameOf(List<Root> unit) {
        var names = new LinkedHashSet<String>();
        for (var root : unit) {
            if (root.target() instanceof Definition definition) {
                names.add("`" + definition.binding().name() + "`");
            }
        }
        var shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() < 2 ? "" : " of " + shown + (names.size() > MOST_NAMES ? ", ..." : "");
    }
}
