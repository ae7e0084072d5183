package dev.reconnect.engine.workspace;

import dev.reconnect.core.Edit;
import java.util.List;

/** Carries out edits on a text. */
public final class Edits {
    private Edits() {}

    /** The text with the edits made; they are sorted by position and disjoint, as those of a fix are. */
    public static String apply(String text, List<Edit> edits) {
        var result = new StringBuilder(text.length() + 64);
        int done = 0;
        for (var edit : edits) {
            if (edit.range().start() < done || edit.range().end() > text.length()) {
                throw new IllegalArgumentException("edits out of order or outside the text: " + edit.range());
            }
            result.append(text, done, edit.range().start()).append(edit.replacement());
            done = edit.range().end();
        }
        return result.append(text, done, text.length()).toString();
    }
}
