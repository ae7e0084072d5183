package dev.reconnect.cli;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Spelling {
    private Spelling() {}

    /** The nearest of the names, where it is near enough to be what was meant. */
    public static Optional<String> nearest(String typed, Collection<String> names) {
        var best = Optional.<String>empty();
        int least = Math.max(2, typed.length() / 3) + 1;
        for (var name : names) {
            int distance = distance(typed, name);
            if (distance < least) {
                least = distance;
                best = Optional.of(name);
            }
        }
        return best;
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
