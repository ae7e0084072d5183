package dev.reconnect.rules.data;

import dev.reconnect.core.Confidence;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/**
 * {@code context.parallelize(data)}, with or without a number of slices.
 *
 * @param data the first argument
 * @param confidence how sure it is that the receiver is a SparkContext
 */
record ParallelizeCall(Call call, Attribute method, Expression data, Confidence confidence) {
    /** What all rules say of frames that are made by way of a context's RDD. */
    static final String MESSAGE = "A Spark Connect session has no `SparkContext` to make an RDD with";

    static Optional<ParallelizeCall> find(Expression expression, RuleContext context) {
        if (!(expression instanceof Call call)
                || !(call.function() instanceof Attribute method)
                || !method.name().equals("parallelize")
                || call.arguments().isEmpty()
                || call.arguments().size() + call.keywords().size() > 2
                || call.arguments().get(0) instanceof Starred) {
            return Optional.empty();
        }
        return Members.find(method, SparkNames.CONTEXT, context)
                .map(member ->
                        new ParallelizeCall(call, method, call.arguments().get(0), member.confidence()));
    }

    /** From the start of the call to its data. */
    TextRange before() {
        return new TextRange(call.start(), data.parenthesizedRange().start());
    }

    /** From the data to the end of the call. */
    TextRange after() {
        return new TextRange(data.parenthesizedRange().end(), call.end());
    }
}
