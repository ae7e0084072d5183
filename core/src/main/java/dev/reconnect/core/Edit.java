package dev.reconnect.core;

/** Replaces one range of a file's text; an empty range inserts, an empty replacement deletes. */
public record Edit(TextRange range, String replacement) {
    public static Edit replace(TextRange range, String replacement) {
        return new Edit(range, replacement);
    }

    public static Edit insert(int offset, String text) {
        return new Edit(TextRange.at(offset), text);
    }

    public static Edit delete(TextRange range) {
        return new Edit(range, "");
    }
}
