package dev.reconnect.python.notebook;

import dev.reconnect.core.Edit;
import java.util.ArrayList;
import java.util.List;

/**
 * The `source` of one code cell where it stands in the JSON: a string, or an array of strings that are joined. Writes back
 * only the strings that an edit touches.
 *
 * @param start the offset of the value in the JSON
 * @param end the offset after the value
 * @param array whether the value is an array, which holds a string for each line
 */
record CellSource(String json, int start, int end, boolean array, List<Literal> literals) {
    /** A string literal, its quotes between start and end, and the text that it stands for. */
    record Literal(int start, int end, String value) {}

    /** Literals that edits change together. */
    private record Group(int first, int last, List<Edit> edits) {}

    CellSource {
        literals = List.copyOf(literals);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Literal literal : literals) {
            text.append(literal.value);
        }
        return text.toString();
    }

    /** Adds the value's JSON with the edits made, which are in order and in offsets of {@link #text()}. */
    void write(List<Edit> edits, boolean ascii, StringBuilder out) {
        if (edits.isEmpty()) {
            out.append(json, start, end);
        } else if (!array) {
            writeString(edits, ascii, out);
        } else if (literals.isEmpty()) {
            out.append('[');
            writeLines(lines(apply("", edits, 0)), ascii, out);
            out.append(']');
        } else {
            writeArray(edits, ascii, out);
        }
    }

    /** Changes one string in place, so that what is not edited keeps its escapes. */
    private void writeString(List<Edit> edits, boolean ascii, StringBuilder out) {
        int copied = start;
        int raw = start + 1;
        int offset = 0;
        for (Edit edit : edits) {
            raw = rawOffset(raw, edit.range().start() - offset);
            out.append(json, copied, raw);
            JsonStrings.encodeContent(edit.replacement(), ascii, out);
            raw = rawOffset(raw, edit.range().length());
            copied = raw;
            offset = edit.range().end();
        }
        out.append(json, copied, end);
    }

    private int rawOffset(int from, int chars) {
        int raw = from;
        for (int i = 0; i < chars; i++) {
            raw += json.charAt(raw) != '\\' ? 1 : json.charAt(raw + 1) == 'u' ? 6 : 2;
        }
        return raw;
    }

    private void writeArray(List<Edit> edits, boolean ascii, StringBuilder out) {
        int copied = start;
        for (Group group : groups(edits)) {
            List<String> lines = lines(changed(group));
            int from = literals.get(group.first).start;
            int to = literals.get(group.last).end;
            // Strings that vanish take one of the commas beside them along.
            if (lines.isEmpty() && group.last + 1 < literals.size()) {
                to = literals.get(group.last + 1).start;
            } else if (lines.isEmpty() && group.first > 0) {
                from = literals.get(group.first - 1).end;
            }
            out.append(json, copied, from);
            writeLines(lines, ascii, out);
            copied = to;
        }
        out.append(json, copied, end);
    }

    private List<Group> groups(List<Edit> edits) {
        int[] offsets = offsets();
        List<Group> groups = new ArrayList<>();
        int next = 0;
        while (next < edits.size()) {
            Edit edit = edits.get(next++);
            Group group = new Group(
                    literalAt(offsets, edit.range().start()),
                    lastLiteral(offsets, edit),
                    new ArrayList<>(List.of(edit)));
            while (true) {
                if (next < edits.size()
                        && literalAt(offsets, edits.get(next).range().start()) <= group.last + 1) {
                    Edit joined = edits.get(next++);
                    group.edits.add(joined);
                    group = new Group(group.first, Math.max(group.last, lastLiteral(offsets, joined)), group.edits);
                } else if (group.last + 1 < literals.size() && leavesLineOpen(group)) {
                    group = new Group(group.first, group.last + 1, group.edits);
                } else {
                    break;
                }
            }
            groups.add(group);
        }
        return groups;
    }

    private int[] offsets() {
        int[] offsets = new int[literals.size() + 1];
        for (int i = 0; i < literals.size(); i++) {
            offsets[i + 1] = offsets[i] + literals.get(i).value.length();
        }
        return offsets;
    }

    private int literalAt(int[] offsets, int offset) {
        int index = 0;
        while (index + 1 < literals.size() && offsets[index + 1] <= offset) {
            index++;
        }
        return index;
    }

    private int lastLiteral(int[] offsets, Edit edit) {
        int start = edit.range().start();
        return literalAt(offsets, Math.max(start, edit.range().end() - 1));
    }

    private boolean leavesLineOpen(Group group) {
        String changed = changed(group);
        return !changed.isEmpty()
                && !changed.endsWith("\n")
                && literals.get(group.last).value.endsWith("\n");
    }

    private String changed(Group group) {
        int offset = 0;
        for (int i = 0; i < group.first; i++) {
            offset += literals.get(i).value.length();
        }
        StringBuilder text = new StringBuilder();
        for (int i = group.first; i <= group.last; i++) {
            text.append(literals.get(i).value);
        }
        return apply(text, group.edits, offset);
    }

    private static String apply(CharSequence text, List<Edit> edits, int offset) {
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (Edit edit : edits) {
            changed.append(text, copied, edit.range().start() - offset).append(edit.replacement());
            copied = edit.range().end() - offset;
        }
        return changed.append(text, copied, text.length()).toString();
    }

    /** The lines with their ends, as Jupyter splits a cell. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private void writeLines(List<String> lines, boolean ascii, StringBuilder out) {
        String separator = "";
        for (String line : lines) {
            out.append(separator).append('"');
            JsonStrings.encodeContent(line, ascii, out);
            out.append('"');
            separator = separator();
        }
    }

    /** What stands between two strings of the array; with a single one, the space before it. */
    private String separator() {
        if (literals.size() > 1) {
            return json.substring(literals.get(0).end, literals.get(1).start);
        }
        return literals.isEmpty() ? ", " : "," + json.substring(start + 1, literals.get(0).start);
    }
}
