package dev.reconnect.cli.migrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for the unsafe fixes that a proof bears out, where it does not bear out all of them: halves are tried, and halves of those that fail,
 * so that one fix that changes a result does not cost a program the others.
 */
final class FixSearch<R> {
    /** Each costs a run on each data set. */
    static final int MOST_PROOFS = 6;

    private final List<String> all;
    private final Function<UnsafeFixes, R> attempt;
    private final Function<R, Optional<String>> failure;
    private final Map<UnsafeFixes, R> tried = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private int proofs;
    private UnsafeFixes kept = UnsafeFixes.none();
    private Optional<R> best = Optional.empty();

    /**
     * @param attempt migrates the program with these unsafe fixes
     * @param failure why a result cannot be kept; absent where it can
     */
    FixSearch(List<String> all, Function<UnsafeFixes, R> attempt, Function<R, Optional<String>> failure) {
        this.all = List.copyOf(all);
        this.attempt = attempt;
        this.failure = failure;
    }

    /** What is already known of all fixes together. */
    FixSearch<R> knowing(R whole) {
        tried.put(UnsafeFixes.none().and(all), whole);
        return this;
    }

    /** The result with the most fixes that was found; absent where not one can be kept. */
    Optional<R> find() {
        keep(all);
        return best;
    }

    private void keep(List<String> candidates) {
        var wanted = kept.and(candidates);
        if (!tried.containsKey(wanted)) {
            if (proofs == MOST_PROOFS) {
                return;
            }
            proofs++;
            tried.put(wanted, attempt.apply(wanted));
        }
        var result = tried.get(wanted);
        var why = failure.apply(result);
        if (why.isEmpty()) {
            kept = wanted;
            best = Optional.of(result);
        } else if (candidates.size() == 1) {
            reasons.put(candidates.get(0), why.get());
        } else {
            int half = candidates.size() / 2;
            keep(candidates.subList(0, half));
            keep(candidates.subList(half, candidates.size()));
        }
    }

    /** The fixes that are not in what was found, and why. */
    List<String> leftOut() {
        var lines = new ArrayList<String>();
        for (var name : kept.without(all)) {
            lines.add("left out: " + name
                    + Optional.ofNullable(reasons.get(name))
                            .map(reason -> "; with it: " + reason)
                            .orElse(""));
        }
        return lines;
    }
}
