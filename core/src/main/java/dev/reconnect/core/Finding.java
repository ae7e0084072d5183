package dev.reconnect.core;

import java.util.List;
import java.util.Optional;

/**
 * One located statement of a rule about a file.
 *
 * @param rule the rule's name
 * @param file the file as the workspace names it: relative to its root where it lies below, with forward slashes
 * @param message what will happen on Spark Connect, without a full stop, code in backticks
 * @param instead what works there in its place, as a phrase, where that can be said and no fix says it
 * @param symbol the Spark symbol it is about, such as {@code pyspark.RDD.map}, where there is one
 * @param fixes the fixes on offer, best first
 */
public record Finding(
        String rule,
        String file,
        TextRange range,
        Severity severity,
        Confidence confidence,
        String message,
        Optional<String> instead,
        Optional<String> symbol,
        List<Fix> fixes) {
    public Finding {
        fixes = List.copyOf(fixes);
    }

    /** Whether it says that the program cannot work: an error that more than the spelling speaks for. */
    public boolean isObstacle() {
        return severity == Severity.ERROR && confidence != Confidence.POSSIBLE;
    }
}
