package dev.reconnect.assist;

import dev.reconnect.core.Finding;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.Facts;
import dev.reconnect.engine.Analysis;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.types.FileModel;
import dev.reconnect.python.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The program with a proposal in it, for the gates that need names, types and rules. */
final class Revised {
    private final Trial trial;
    private final Analysis after;
    private final TextRange range;

    private Revised(Trial trial, Analysis after) {
        this.trial = trial;
        this.after = after;
        var proposal = trial.proposal();
        int start = proposal.start(trial.analysis());
        this.range = new TextRange(start, start + proposal.replacement().length());
    }

    static Optional<Revised> of(Trial trial) {
        return trial.proposal().in(trial.analysis()).map(after -> new Revised(trial, after));
    }

    /** A member or a name that does not exist. */
    Optional<String> unknownSymbol() {
        return unknownName().or(this::unknownMember);
    }

    private <N extends Node> List<N> nodes(Class<N> kind) {
        return Blocks.nodes(after.parsed(file()).tree().module(), kind).stream()
                .filter(node -> range.contains(node.range()))
                .toList();
    }

    private String file() {
        return trial.region().file();
    }

    private FileModel model() {
        return after.model(file());
    }

    private Optional<String> unknownName() {
        var mentioned = trial.mentioned();
        return nodes(Name.class).stream()
                .filter(name -> name.context() == ExpressionContext.LOAD
                        && model().bindingOf(name).isEmpty())
                .map(Name::id)
                .filter(id -> !Vocabulary.BUILTINS.contains(id) && !mentioned.contains(id))
                .findFirst()
                .map(id -> "`" + id + "` is not defined");
    }

    private Optional<String> unknownMember() {
        for (var attribute : nodes(Attribute.class)) {
            boolean isCalled = attribute
                    .parent()
                    .filter(parent -> parent instanceof Call call && call.function() == attribute)
                    .isPresent();
            var owner = ownerOf(attribute);
            if (owner.isPresent() && (isCalled || !isFrame(owner.get()))) {
                return Optional.of("there is no `" + owner.get() + "." + attribute.name() + "`");
            }
        }
        return Optional.empty();
    }

    /** Whether an attribute that is not called may be a column or a field. */
    private static boolean isFrame(String owner) {
        return owner.equals("pyspark.sql.GroupedData")
                || owner.equals("pyspark.sql.DataFrame")
                || owner.equals("pyspark.sql.Row")
                || owner.equals("pyspark.sql.Column");
    }

    /** What of Spark the attribute is asked of, where it has no such member. */
    private Optional<String> ownerOf(Attribute attribute) {
        var module = model().qualifiedName(attribute.value()).filter(name -> name.startsWith("pyspark.sql."));
        if (module.isPresent()) {
            var symbol = module.get() + "." + attribute.name();
            boolean isModule =
                    module.get().endsWith(".functions") || module.get().endsWith(".types");
            return isModule && Facts.ofSpark().find(symbol).isEmpty() ? module : Optional.empty();
        }
        var type = model().typeOf(attribute.value());
        var owner = type.className().filter(name -> name.startsWith("pyspark.") && type.isInstance(name));
        return owner.filter(name -> !has(name, attribute));
    }

    /** Classes that look into {@code __getattr__} seem to have every member; the facts know those that they have. */
    private boolean has(String owner, Attribute attribute) {
        var member = model().memberOf(attribute);
        boolean isListed = Facts.ofSpark().find(owner).isEmpty()
                || Facts.ofSpark().find(owner + "." + attribute.name()).isPresent()
                || member.filter(found -> Facts.ofSpark()
                                .find(found.definedBy() + "." + attribute.name())
                                .isPresent())
                        .isPresent();
        return member.isPresent() && isListed;
    }

    /** Something that fails in the new code, or fails elsewhere because of it. */
    Optional<String> newFinding() {
        var before = new ArrayList<>(
                left(trial.analysis()).stream().map(Revised::identity).toList());
        for (var problem : after.result().problems()) {
            if (!trial.analysis().result().problems().contains(problem)) {
                return Optional.of(problem.message());
            }
        }
        for (var finding : left(after)) {
            boolean isInside = finding.file().equals(file()) && range.contains(finding.range());
            if (isInside || !before.remove(identity(finding))) {
                return Optional.of((isInside ? "" : "elsewhere: ") + finding.message() + " [" + finding.rule() + "]");
            }
        }
        return Optional.empty();
    }

    private static String identity(Finding finding) {
        return finding.file() + "\0" + finding.rule() + "\0" + finding.message();
    }

    private static List<Finding> left(Analysis analysis) {
        return analysis.result().findings().stream().filter(Finding::isObstacle).toList();
    }

    /** What is bound to another type than before. */
    Optional<String> changedType() {
        for (var binding : Regions.outputs(trial.region(), trial.model())) {
            var old = typeOf(
                    binding.name(), trial.model(), trial.scope(), trial.region().range());
            var fresh = nodes(Statement.class).stream()
                    .findFirst()
                    .flatMap(first -> typeOf(binding.name(), model(), model().scopeOf(first), range));
            if (old.isPresent() && fresh.isPresent() && !isSame(old.get(), fresh.get())) {
                return Optional.of("`" + binding.name() + "` was " + old.get() + " and would be " + fresh.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(String old, String fresh) {
        var frames = Set.of("pyspark.RDD", "pyspark.sql.DataFrame");
        return old.equals(fresh) || (frames.contains(old) && frames.contains(fresh));
    }

    /** The class of what a name holds after the last assignment in the range, where that is certain. */
    private static Optional<String> typeOf(String name, FileModel model, Scope scope, TextRange range) {
        return scope.resolve(name).stream()
                .map(Binding::definitions)
                .flatMap(List::stream)
                .filter(definition -> range.contains(definition.node().range()))
                .reduce((first, last) -> last)
                .flatMap(definition -> definition.value())
                .map(model::typeOf)
                .flatMap(Revised::certainClass);
    }

    private static Optional<String> certainClass(Type type) {
        return type.className().filter(type::isInstance);
    }
}
