package dev.reconnect.assist;

import java.util.List;
import java.util.Optional;

/**
 * What came of asking about one region.
 *
 * @param model as the user named it
 * @param line where the region begins, from 1
 * @param proposal what passed all gates, proof among them
 * @param end why there were no more attempts; empty where one was kept
 */
public record Suggestion(
        String model, String file, int line, Optional<Proposal> proposal, List<Attempt> attempts, String end) {
    public Suggestion {
        attempts = List.copyOf(attempts);
    }

    /** The same without its proposal, which passed all gates and could not be kept. */
    public Suggestion dropped(String why) {
        return new Suggestion(model, file, line, Optional.empty(), attempts, why);
    }

    public long tokens() {
        return attempts.stream().mapToLong(Attempt::tokens).sum();
    }

    public double seconds() {
        return attempts.stream().mapToDouble(Attempt::seconds).sum();
    }

    public int rounds() {
        return attempts.stream().mapToInt(Attempt::round).max().orElse(0);
    }
}
