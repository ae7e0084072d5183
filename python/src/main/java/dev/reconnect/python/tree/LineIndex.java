package dev.reconnect.python.tree;

import java.util.Arrays;

/**
 * Turns offsets (UTF-16 units) into lines and columns and back. Lines count from 1 and end at `\n`, `\r\n` or `\r`, as in
 * Python; columns count from 0.
 */
public final class LineIndex {
    private final String text;
    private final int[] starts;

    private LineIndex(String text, int[] starts, int count) {
        this.text = text;
        this.starts = count == starts.length ? starts : Arrays.copyOf(starts, count);
    }

    public static LineIndex of(String text) {
        int[] starts = new int[text.length() / 24 + 8];
        int count = 1;
        int feed = text.indexOf('\n');
        int carriage = text.indexOf('\r');
        while (feed >= 0 || carriage >= 0) {
            boolean isReturn = carriage >= 0 && (feed < 0 || carriage < feed);
            int end = isReturn && carriage + 1 != feed ? carriage : feed;
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = end + 1;
            feed = end == feed ? text.indexOf('\n', end + 1) : feed;
            carriage = carriage >= 0 && carriage <= end ? text.indexOf('\r', end + 1) : carriage;
        }
        return new LineIndex(text, starts, count);
    }

    public int lineCount() {
        return starts.length;
    }

    /** The line, from 1, that an offset is on. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    public int lineStart(int line) {
        return starts[line - 1];
    }

    /** Where the line's text ends, its line end left out. */
    public int lineEnd(int line) {
        int end = line < starts.length ? starts[line] : text.length();
        while (end > starts[line - 1] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** The column in UTF-16 units. */
    public int column(int offset) {
        return offset - starts[line(offset) - 1];
    }

    /** The column in UTF-8 bytes, as in CPython's `ast`; a byte order mark counts for nothing. */
    public int utf8Column(int offset) {
        int start = starts[line(offset) - 1];
        int bytes = offset - start;
        for (int i = start; i < offset; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += utf8Extra(c, i);
            }
        }
        return bytes;
    }

    /** The column in code points. */
    public int codePointColumn(int offset) {
        return text.codePointCount(starts[line(offset) - 1], offset);
    }

    /** The offset of a line and a column in UTF-16 units; both are brought into the text. */
    public int offset(int line, int column) {
        int row = Math.min(Math.max(line, 1), starts.length);
        return Math.min(starts[row - 1] + Math.max(column, 0), lineEnd(row));
    }

    /** The offset of a line and a column in UTF-8 bytes, as {@link #utf8Column} counts them. */
    public int offsetOfUtf8(int line, int column) {
        int at = offset(line, 0);
        int end = lineEnd(Math.min(Math.max(line, 1), starts.length));
        for (int bytes = 0; at < end && bytes < column; at++) {
            char c = text.charAt(at);
            bytes += c < 0x80 ? 1 : 1 + utf8Extra(c, at);
        }
        return at;
    }

    private int utf8Extra(char c, int at) {
        if (c == '\ufeff' && at == 0) {
            return -1;
        }
        // A surrogate is half of a code point of four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
}
