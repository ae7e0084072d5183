package dev.reconnect.python.tree;

import java.util.Arrays;

/** Where the lexer stands in the text, and the arrays that take its tokens. */
abstract class TokenWriter {
    private static final int SENTINELS = 4;

    static final byte OTHER = 0;
    static final byte LETTER = 1;
    static final byte DIGIT = 2;
    static final byte[] CLASSES = classes();

    final char[] chars;
    /** Where reading ends: the end of the text, or of the notebook cell at hand. */
    int length;

    int pos;

    final Problems problems;
    final Symbols symbols;

    byte[] types;
    int[] starts;
    int[] values;
    int count;

    TokenWriter(String text, Problems problems) {
        length = text.length();
        // Zeros at the end, so that looking a few chars ahead needs no test.
        chars = new char[length + SENTINELS];
        text.getChars(0, length, chars, 0);
        this.problems = problems;
        symbols = new Symbols(chars);
        int estimate = length / 3 + 32;
        types = new byte[estimate];
        starts = new int[estimate];
        values = new int[estimate];
    }

    final int count() {
        return count;
    }

    final byte[] types() {
        return types;
    }

    final int[] starts() {
        return starts;
    }

    /** For a NAME, its number in {@link #symbols()}. */
    final int[] values() {
        return values;
    }

    final Symbols symbols() {
        return symbols;
    }

    final void emit(byte type, int start) {
        int index = count++;
        if (index == types.length) {
            grow();
        }
        types[index] = type;
        starts[index] = start;
    }

    /** Takes the one character at hand for a token. */
    final void single(byte type) {
        emit(type, pos++);
    }

    private void grow() {
        int size = types.length + (types.length >> 1) + 16;
        types = Arrays.copyOf(types, size);
        starts = Arrays.copyOf(starts, size);
        values = Arrays.copyOf(values, size);
    }

    final void problem(int start, int end, String message) {
        problems.add(start, end, message);
    }

    /** Drops tokens and problems, because the text from the offset on is read again. */
    final void forgetFrom(int token, int offset) {
        count = token;
        problems.forgetFrom(offset);
    }

    /** The length of the line end at the offset; 0 where there is none. */
    final int lineEndLength(int at) {
        if (at >= length) {
            return 0;
        }
        char c = chars[at];
        if (c == '\n') {
            return 1;
        }
        return c == '\r' ? chars[at + 1] == '\n' ? 2 : 1 : 0;
    }

    final int endOfLine(int from) {
        int at = from;
        while (at < length && chars[at] != '\n' && chars[at] != '\r') {
            at++;
        }
        return at;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        Arrays.fill(classes, 'a', 'z' + 1, LETTER);
        Arrays.fill(classes, 'A', 'Z' + 1, LETTER);
        Arrays.fill(classes, '0', '9' + 1, DIGIT);
        classes['_'] = LETTER;
        return classes;
    }
}
