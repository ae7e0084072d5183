package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far in one text; no more than a person would read. */
final class Problems {
    private static final int MAX = 1_000;

    private final List<SyntaxProblem> found = new ArrayList<>();

    void add(int start, int end, String message) {
        if (found.size() < MAX) {
            found.add(new SyntaxProblem(new TextRange(start, Math.max(start, end)), message));
        }
    }

    int count() {
        return found.size();
    }

    /** Forgets those from the offset on, because the text there is read again. */
    void forgetFrom(int offset) {
        while (!found.isEmpty() && found.get(found.size() - 1).range().start() >= offset) {
            found.remove(found.size() - 1);
        }
    }

    /** Whether one starts between the offsets, both included. */
    boolean isAny(int from, int to) {
        for (SyntaxProblem problem : found) {
            int start = problem.range().start();
            if (from <= start && start <= to) {
                return true;
            }
        }
        return false;
    }

    List<SyntaxProblem> inOrder() {
        found.sort(Comparator.comparing(SyntaxProblem::range));
        return found;
    }
}
