package dev.reconnect.engine.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/** Two texts as a unified diff that {@code git apply} and {@code patch} take: three lines of context, line ends as they are. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;
    private static final String NO_NEWLINE = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /** The diff for a file, ending in a line end; empty where the texts are equal. */
    public static String of(String file, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        var old = lines(before);
        var patch = DiffUtils.diff(old, lines(after));
        var name = file.startsWith("/") ? file.substring(1) : file;
        var result = new StringBuilder("diff --git a/" + name + " b/" + name + "\n");
        for (var line : UnifiedDiffUtils.generateUnifiedDiff("a/" + name, "b/" + name, old, patch, CONTEXT)) {
            result.append(line).append('\n');
        }
        return result.toString();
    }

    /** Lines without their line feed; a last line that has none says so, and differs by that from one that has. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start) + NO_NEWLINE);
        }
        return lines;
    }
}
