package dev.reconnect.python.tree;

import java.util.Arrays;

/** What is open while a text is cut into tokens: brackets, f-strings, their fields and the fields' format parts. */
final class Brackets {
    /** A replacement field, in its expression. */
    static final char FIELD = 'F';
    /** A replacement field, after its colon. */
    static final char SPEC = 'S';
    /** An f-string, in its literal text. */
    static final char STRING = 'Q';

    /** How many are open. */
    private int height;

    private int round;
    private int square;
    private int curly;

    private char[] kinds = new char[32];
    private int[] tokens = new int[32];
    /** For an f-string: its quote. */
    private char[] marks = new char[32];

    private boolean[] triples = new boolean[32];
    private boolean[] raws = new boolean[32];

    int height() {
        return height;
    }

    /** Closes all above that height. */
    void closeTo(int lower) {
        while (height > lower) {
            count(kinds[--height], -1);
        }
    }

    void close() {
        closeTo(height - 1);
    }

    /** Whether a bracket of that kind is open. */
    boolean isOpen(char kind) {
        return (kind == '(' ? round : kind == '[' ? square : curly) > 0;
    }

    private void count(char kind, int change) {
        switch (kind) {
            case '(' -> round += change;
            case '[' -> square += change;
            case '{' -> curly += change;
            default -> {}
        }
    }

    char top() {
        return height == 0 ? 0 : kinds[height - 1];
    }

    char kind(int index) {
        return kinds[index];
    }

    int token(int index) {
        return tokens[index];
    }

    /** Whether the text at hand is literal text rather than Python. */
    boolean inLiteral() {
        if (height == 0) {
            return false;
        }
        char top = kinds[height - 1];
        return top == STRING || top == SPEC;
    }

    void push(char kind, int token) {
        if (height == kinds.length) {
            grow();
        }
        count(kind, 1);
        kinds[height] = kind;
        tokens[height++] = token;
    }

    void pushString(char mark, boolean triple, boolean raw, int token) {
        push(STRING, token);
        marks[height - 1] = mark;
        triples[height - 1] = triple;
        raws[height - 1] = raw;
    }

    void toSpec() {
        kinds[height - 1] = SPEC;
    }

    /** The quote of the innermost f-string. */
    char mark() {
        return marks[innermostString()];
    }

    boolean isTriple() {
        return triples[innermostString()];
    }

    boolean isRaw() {
        return raws[innermostString()];
    }

    private int innermostString() {
        int index = height - 1;
        while (kinds[index] != STRING) {
            index--;
        }
        return index;
    }

    private void grow() {
        int size = height * 2;
        kinds = Arrays.copyOf(kinds, size);
        tokens = Arrays.copyOf(tokens, size);
        marks = Arrays.copyOf(marks, size);
        triples = Arrays.copyOf(triples, size);
        raws = Arrays.copyOf(raws, size);
    }
}
