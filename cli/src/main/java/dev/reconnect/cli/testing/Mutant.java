package dev.reconnect.cli.testing;

import dev.reconnect.core.Edit;
import dev.reconnect.engine.workspace.SourceFile;

/**
 * A wrong variant of a program: one small change that a test should notice.
 *
 * @param place the changed file, relative to the program's folder
 * @param operator what kind of change it is, in a word or two
 */
record Mutant(String place, SourceFile source, int line, String operator, String before, String after, Edit edit) {
    private static final int WIDEST = 60;

    String describe() {
        return place + ":" + line + ": `" + shortened(before) + "` -> `" + shortened(after) + "` (" + operator + ")";
    }

    private static String shortened(String text) {
        var flat = text.strip().replaceAll("\\s+", " ");
        return flat.length() <= WIDEST ? flat : flat.substring(0, WIDEST - 3) + "...";
    }
}
