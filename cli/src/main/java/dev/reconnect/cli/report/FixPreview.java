package dev.reconnect.cli.report;

import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;

/** The lines a fix touches, before and after, grouped where edits share lines. */
record FixPreview(List<Hunk> hunks, List<String> imports) {
    FixPreview {
        hunks = List.copyOf(hunks);
        imports = List.copyOf(imports);
    }

    /** Neighbouring lines that change together; the line number is that of the first. */
    record Hunk(int line, List<String> before, List<String> after) {
        Hunk {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    static FixPreview of(Fix fix, Places places, String text) {
        var hunks = new ArrayList<Hunk>();
        var group = new ArrayList<Edit>();
        int lastLine = -1;
        for (var edit : fix.edits()) {
            int first = places.lines().line(edit.range().start());
            if (!group.isEmpty() && first > lastLine) {
                hunks.add(hunk(group, places, text));
                group.clear();
            }
            group.add(edit);
            lastLine = Math.max(
                    group.size() == 1 ? -1 : lastLine,
                    places.lines().line(edit.range().end()));
        }
        if (!group.isEmpty()) {
            hunks.add(hunk(group, places, text));
        }
        return new FixPreview(
                hunks,
                fix.imports().stream().map(request -> request.statement()).toList());
    }

    private static Hunk hunk(List<Edit> edits, Places places, String text) {
        var lines = places.lines();
        int first = lines.line(edits.get(0).range().start());
        int last = lines.line(edits.get(edits.size() - 1).range().end());
        var whole = new TextRange(lines.lineStart(first), lines.lineEnd(last));
        var revised = new StringBuilder();
        int at = whole.start();
        for (var edit : edits) {
            revised.append(text, at, Math.max(at, edit.range().start())).append(edit.replacement());
            at = edit.range().end();
        }
        revised.append(text, Math.min(at, whole.end()), whole.end());
        return trimmed(first, splitLines(whole.substring(text)), splitLines(revised.toString()), places);
    }

    /** Lines that are the same before and after at either end say nothing. */
    private static Hunk trimmed(int first, List<String> before, List<String> after, Places places) {
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int line = Math.min(first + head, places.lines().lineCount());
        return new Hunk(
                places.shownLine(line),
                before.subList(head, before.size() - tail),
                after.subList(head, after.size() - tail));
    }

    private static List<String> splitLines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(stripReturn(text.substring(start, end)));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(stripReturn(text.substring(start)));
        }
        return lines;
    }

    private static String stripReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
