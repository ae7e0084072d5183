package dev.reconnect.python.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The capturing groups of a regular expression of Python's, and which of them take part in every match. What holds only without the flag
 * for verbose expressions is not relied upon, as flags are not known here.
 */
final class CapturingGroups {
    private static final Pattern NAMED = Pattern.compile("\\(\\?P<(\\w+)>");
    private static final Pattern PLAIN = Pattern.compile("\\(\\?(?:[aiLmsu]*(?:-[ims]+)?:|=|<=|>)");
    private static final Pattern NEGATIVE = Pattern.compile("\\(\\?<?!");
    private static final Pattern NO_GROUP = Pattern.compile("\\(\\?(?:[aiLmsu]+|P=\\w+)\\)");
    private static final Pattern CAPTURING = Pattern.compile("\\((?!\\?)");
    private static final Pattern CLASS = Pattern.compile("\\[\\^?]?(?:\\\\.|[^]\\\\])*]", Pattern.DOTALL);
    private static final Pattern MAY_BE_LEFT_OUT = Pattern.compile("\\s*(?:[?*]|\\{[^1-9])");

    private final List<Boolean> certain = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Deque<Parenthesis> open = new ArrayDeque<>();

    /** One that is not closed yet, or the whole expression. */
    private static final class Parenthesis {
        /** How many groups there are before it, and before what is inside. */
        final int outer;

        final int inner;
        /** Whether a match may go without what is inside. */
        boolean hasAlternatives;

        Parenthesis(int outer, int inner, boolean hasAlternatives) {
            this.outer = outer;
            this.inner = inner;
            this.hasAlternatives = hasAlternatives;
        }
    }

    private CapturingGroups() {}

    /** Absent where the expression has something that is not understood, such as a comment or a condition. */
    static Optional<CapturingGroups> of(String expression) {
        var groups = new CapturingGroups();
        return groups.read(expression) ? Optional.of(groups) : Optional.empty();
    }

    int count() {
        return certain.size();
    }

    /** Whether there is a group of that number, counted from 1, and it takes part in every match; the whole match, 0, does. */
    boolean isCertain(long number) {
        return number == 0 || (has(number) && certain.get((int) number - 1));
    }

    boolean has(long number) {
        return number >= 0 && number <= certain.size();
    }

    Optional<Long> numberOf(String name) {
        return Optional.ofNullable(names.get(name)).map(Integer::longValue);
    }

    private boolean read(String expression) {
        open.push(new Parenthesis(0, 0, false));
        int at = 0;
        while (at >= 0 && at < expression.length()) {
            at = switch (expression.charAt(at)) {
                case '\\' -> at + 2;
                case '[' -> end(CLASS, expression, at);
                case '(' -> enter(expression, at);
                case ')' -> leave(expression, at);
                case '#' -> -1;
                case '|' -> {
                    open.element().hasAlternatives = true;
                    yield at + 1;
                }
                default -> at + 1;
            };
        }
        boolean isWhole = at >= 0 && open.size() == 1;
        if (isWhole && open.element().hasAlternatives) {
            loosen(0);
        }
        return isWhole;
    }

    /** Where what fits there ends; -1 if it does not fit. */
    private static int end(Pattern pattern, String expression, int at) {
        var matcher = pattern.matcher(expression).region(at, expression.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    private int enter(String expression, int at) {
        int first = certain.size();
        for (var capturing : List.of(CAPTURING, NAMED)) {
            int end = end(capturing, expression, at);
            if (end >= 0) {
                certain.add(true);
                if (capturing == NAMED) {
                    names.put(expression.substring(at + 4, end - 1), certain.size());
                }
                open.push(new Parenthesis(first, certain.size(), false));
                return end;
            }
        }
        int skipped = end(NO_GROUP, expression, at);
        if (skipped >= 0) {
            return skipped;
        }
        int negative = end(NEGATIVE, expression, at);
        int end = negative >= 0 ? negative : end(PLAIN, expression, at);
        open.push(new Parenthesis(first, first, negative >= 0));
        return end;
    }

    private int leave(String expression, int at) {
        if (open.size() == 1) {
            return -1;
        }
        var closed = open.pop();
        if (closed.hasAlternatives) {
            loosen(closed.inner);
        }
        if (end(MAY_BE_LEFT_OUT, expression, at + 1) >= 0) {
            loosen(closed.outer);
        }
        return at + 1;
    }

    private void loosen(int first) {
        for (int i = first; i < certain.size(); i++) {
            certain.set(i, false);
        }
    }
}
