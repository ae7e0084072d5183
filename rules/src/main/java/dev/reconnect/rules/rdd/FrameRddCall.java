package dev.reconnect.rules.rdd;

import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import java.util.Optional;

/**
 * A call on the RDD of a frame, {@code frame.rdd.method(...)}.
 *
 * @param method the attribute that names the method
 * @param rdd the attribute {@code .rdd} of the frame
 * @param confidence how sure it is that the receiver is a frame
 */
record FrameRddCall(Call call, Attribute method, Attribute rdd, Confidence confidence) {
    static final String MESSAGE = "`DataFrame.rdd` raises `PySparkNotImplementedError` on Spark Connect";

    static Optional<FrameRddCall> find(Call call, String method, RuleContext context) {
        if (!(call.function() instanceof Attribute name)
                || !name.name().equals(method)
                || !(name.value() instanceof Attribute rdd)) {
            return Optional.empty();
        }
        return confidenceOfRdd(rdd, context).map(confidence -> new FrameRddCall(call, name, rdd, confidence));
    }

    /** How sure it is that the attribute is {@code DataFrame.rdd}; absent where it is not. */
    static Optional<Confidence> confidenceOfRdd(Attribute rdd, RuleContext context) {
        if (!rdd.name().equals("rdd")) {
            return Optional.empty();
        }
        return context.model()
                .memberOf(rdd)
                .filter(member -> member.is("pyspark.sql.DataFrame", "rdd"))
                .map(member -> member.confidence());
    }

    Expression frame() {
        return rdd.value();
    }

    String frameText(RuleContext context) {
        return frame().parenthesizedRange().substring(context.tree().text());
    }

    boolean hasNoArguments() {
        return call.arguments().isEmpty() && call.keywords().isEmpty();
    }

    /** Takes {@code .rdd} out, with its line where it stands on one of its own. */
    Edit withoutRdd(RuleContext context) {
        return Edit.delete(withOwnLine(rdd.selectorRange(), context.tree().text()));
    }

    RuleContext.Report report(RuleContext context, String message) {
        return context.report(call, message)
                .symbol("pyspark.RDD." + method.name())
                .confidence(confidence)
                .covering(rdd, method);
    }

    /** The range, or the whole lines where nothing else stands on them. */
    static TextRange withOwnLine(TextRange range, String text) {
        int lineStart = range.start();
        while (lineStart > 0 && isBlank(text.charAt(lineStart - 1))) {
            lineStart--;
        }
        int lineEnd = range.end();
        while (lineEnd < text.length() && (isBlank(text.charAt(lineEnd)) || text.charAt(lineEnd) == '\\')) {
            lineEnd++;
        }
        boolean alone = lineStart > 0
                && isLineEnd(text.charAt(lineStart - 1))
                && lineEnd < text.length()
                && isLineEnd(text.charAt(lineEnd));
        if (!alone) {
            return range;
        }
        boolean isPair =
                text.charAt(lineEnd) == '\r' && lineEnd + 1 < text.length() && text.charAt(lineEnd + 1) == '\n';
        return new TextRange(lineStart, lineEnd + (isPair ? 2 : 1));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
