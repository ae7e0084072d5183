package dev.reconnect.assist.model;

import java.util.function.UnaryOperator;

/**
 * What a model answered.
 *
 * @param cut whether the answer ends because it got too long, and not because it was finished
 * @param inputTokens of the question, as the provider counted them, or a guess where it did not
 * @param seconds how long the answer took
 */
public record Reply(String text, boolean cut, long inputTokens, long outputTokens, double seconds) {
    Reply with(UnaryOperator<String> change) {
        return new Reply(change.apply(text), cut, inputTokens, outputTokens, seconds);
    }

    public long tokens() {
        return inputTokens + outputTokens;
    }
}
