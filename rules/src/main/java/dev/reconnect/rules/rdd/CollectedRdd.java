package dev.reconnect.rules.rdd;

import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Starred;
import java.util.List;
import java.util.Optional;

/**
 * One step on the RDD of a frame whose result is collected at once: {@code frame.rdd.step(...).collect()}. Such a step can run on the
 * client, over the rows that are collected anyway.
 */
record CollectedRdd(Call collect, Attribute collectName, FrameRddCall step) {
    static Optional<CollectedRdd> find(Call call, String step, RuleContext context) {
        if (!(call.function() instanceof Attribute name)
                || !name.name().equals("collect")
                || !call.arguments().isEmpty()
                || !call.keywords().isEmpty()
                || !(name.value() instanceof Call inner)) {
            return Optional.empty();
        }
        return FrameRddCall.find(inner, step, context).map(found -> new CollectedRdd(call, name, found));
    }

    Confidence confidence() {
        return step.confidence();
    }

    /** The step's only argument. */
    Optional<Expression> argument() {
        var call = step.call();
        return call.arguments().size() == 1
                        && call.keywords().isEmpty()
                        && !(call.arguments().get(0) instanceof Starred)
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }

    RuleContext.Report report(RuleContext context) {
        return context.report(collect, FrameRddCall.MESSAGE)
                .symbol("pyspark.RDD." + step.method().name())
                .confidence(step.confidence())
                .covering(step.rdd(), step.method(), step.call(), collectName);
    }

    /** The step's own text, from {@code .rdd} to its closing parenthesis. */
    TextRange stepRange() {
        return new TextRange(step.rdd().selectorRange().start(), step.call().end());
    }

    /** Wraps the collected frame: {@code before + frame.collect() + after}, without the step. */
    List<Edit> around(String before, String after, RuleContext context) {
        return List.of(
                Edit.insert(collect.start(), before),
                Edit.delete(FrameRddCall.withOwnLine(stepRange(), context.tree().text())),
                Edit.insert(collect.end(), after));
    }

    /** Whether the frame is the result of a {@code select} of columns that are named one by one. */
    boolean isNarrow() {
        return step.frame() instanceof Call select
                && select.function() instanceof Attribute name
                && name.name().equals("select")
                && !select.arguments().isEmpty()
                && select.arguments().stream().noneMatch(CollectedRdd::isStar);
    }

    /** Whether the frame is known to have one column. */
    boolean hasOneColumn() {
        return isNarrow()
                && step.frame() instanceof Call select
                && select.arguments().size() == 1
                && select.keywords().isEmpty()
                && select.arguments().get(0) instanceof Constant column
                && column.isString();
    }

    private static boolean isStar(Expression column) {
        return column instanceof Starred
                || (column instanceof Constant text
                        && text.stringValue().orElse("").endsWith("*"));
    }
}
