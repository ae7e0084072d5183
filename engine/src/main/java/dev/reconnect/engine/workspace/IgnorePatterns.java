package dev.reconnect.engine.workspace;

import java.util.ArrayList;
import java.util.List;

/** The patterns of one {@code .gitignore}, or of an include or exclude setting written in the same notation. */
final class IgnorePatterns {
    static final IgnorePatterns NONE = new IgnorePatterns(List.of());

    private final List<Pattern> patterns;

    private IgnorePatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    static IgnorePatterns parse(String text) {
        return of(text.lines().toList());
    }

    static IgnorePatterns of(List<String> lines) {
        var patterns = new ArrayList<Pattern>();
        for (var line : lines) {
            var stripped = withoutTrailingSpaces(line);
            if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
                patterns.add(Pattern.parse(stripped));
            }
        }
        return patterns.isEmpty() ? NONE : new IgnorePatterns(List.copyOf(patterns));
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** What the last pattern that matches says; {@code path} is relative to the folder the patterns belong to. */
    Answer answer(String path, boolean directory) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            var pattern = patterns.get(i);
            if (pattern.matches(path, directory)) {
                return pattern.negated ? Answer.KEPT : Answer.IGNORED;
            }
        }
        return Answer.UNDECIDED;
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
            end--;
        }
        return line.substring(0, end);
    }

    enum Answer {
        IGNORED,
        KEPT,
        UNDECIDED
    }

    private record Pattern(String glob, boolean negated, boolean directoryOnly, boolean onNameAlone) {
        static Pattern parse(String line) {
            boolean negated = line.startsWith("!");
            var glob = negated ? line.substring(1) : line;
            boolean directoryOnly = glob.endsWith("/");
            if (directoryOnly) {
                glob = glob.substring(0, glob.length() - 1);
            }
            boolean onNameAlone = glob.indexOf('/') < 0;
            return new Pattern(glob.startsWith("/") ? glob.substring(1) : glob, negated, directoryOnly, onNameAlone);
        }

        boolean matches(String path, boolean directory) {
            if (directoryOnly && !directory) {
                return false;
            }
            var subject = onNameAlone ? path.substring(path.lastIndexOf('/') + 1) : path;
            return Wildmatch.matches(glob, subject);
        }
    }
}
