package dev.reconnect.assist;

import java.util.regex.Pattern;

/** Fenced blocks that their content cannot leave. */
final class Fences {
    private static final Pattern TICKS = Pattern.compile("`{3,}");

    private Fences() {}

    /** The text in a fence longer than any inside it, without characters that nobody sees. */
    static String around(String language, String text) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(match -> match.group().length())
                .max()
                .orElse(2);
        var fence = "`".repeat(longest + 1);
        return fence + language + "\n" + Invisible.shown(text) + "\n" + fence;
    }
}
