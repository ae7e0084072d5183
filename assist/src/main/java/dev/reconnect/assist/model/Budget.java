package dev.reconnect.assist.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a run may spend on models. A question that could go over a limit is not asked; what was done before stays. */
public final class Budget {
    private final Limits limits;
    private final LongSupplier nanos;
    private final long start;
    private int calls;
    private long inputTokens;
    private long outputTokens;

    /**
     * What the user allows.
     *
     * @param usd needs a price
     * @param price what a million tokens cost
     */
    public record Limits(Optional<Double> usd, Optional<Price> price, long tokens, int calls, Duration time) {
        public static final Limits DEFAULT =
                new Limits(Optional.empty(), Optional.empty(), 1_000_000, 200, Duration.ofHours(1));
    }

    /** Dollars for a million tokens. */
    public record Price(double input, double output) {
        double of(long inputTokens, long outputTokens) {
            return (inputTokens * input + outputTokens * output) / 1e6;
        }
    }

    public Budget(Limits limits) {
        this(limits, System::nanoTime);
    }

    Budget(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Fails if the question, answered at full length, could go over a limit. */
    void check(Question question) {
        long input = inputTokens + question.estimatedTokens();
        long output = outputTokens + question.mostTokens();
        if (calls >= limits.calls()) {
            throw over("--max-calls " + limits.calls());
        }
        if (input + output > limits.tokens()) {
            throw over("--max-tokens " + limits.tokens());
        }
        if (remaining().isZero()) {
            throw over("--max-seconds " + limits.time().toSeconds());
        }
        limits.price().ifPresent(price -> checkPrice(price.of(input, output)));
    }

    private void checkPrice(double usd) {
        limits.usd().filter(most -> usd > most).ifPresent(most -> {
            throw over("--max-usd " + most);
        });
    }

    private static ModelException over(String limit) {
        return new ModelException(ModelException.Kind.BUDGET, "the next question could go over " + limit);
    }

    /** A question was sent, whatever becomes of it. */
    void count() {
        calls++;
    }

    void count(Reply reply) {
        inputTokens += reply.inputTokens();
        outputTokens += reply.outputTokens();
    }

    /** The time that is left. */
    Duration remaining() {
        var left = limits.time().minusNanos(nanos.getAsLong() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public int calls() {
        return calls;
    }

    public long tokens() {
        return inputTokens + outputTokens;
    }

    public Optional<Double> usd() {
        return limits.price().map(price -> price.of(inputTokens, outputTokens));
    }

    /** What was spent, for people: {@code 3 calls, 5120 tokens, $0.02}. */
    public String spent() {
        var price = usd().map(usd -> String.format(Locale.ROOT, ", $%.4f", usd)).orElse("");
        return calls + (calls == 1 ? " call, " : " calls, ") + tokens() + " tokens" + price;
    }
}
