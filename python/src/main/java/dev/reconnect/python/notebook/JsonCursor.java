package dev.reconnect.python.notebook;

import java.io.Serial;

/**
 * A place in JSON text that moves over whole values. Small on purpose: it finds where things stand and leaves the rest of
 * the file alone.
 */
final class JsonCursor {
    private static final int MAX_DEPTH = 500;

    private final String json;
    private int at;

    JsonCursor(String json) {
        this.json = json;
    }

    int offset() {
        return at;
    }

    /** The next character that is not white space, which is not passed; 0 at the end. */
    char peek() {
        while (at < json.length() && isSpace(json.charAt(at))) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    boolean accept(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char expected) {
        if (!accept(expected)) {
            throw new Malformed();
        }
    }

    /** Passes a string; gives its value. */
    String string() {
        int start = stringStart();
        return JsonStrings.decode(json, start, at);
    }

    /** Passes a string; gives the offset of its opening quote. */
    int stringStart() {
        peek();
        int start = at;
        expect('"');
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? escapeLength() : 1;
        }
        expect('"');
        return start;
    }

    private int escapeLength() {
        if (at + 1 >= json.length() || json.charAt(at + 1) != 'u') {
            return 2;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (i >= json.length() || Character.digit(json.charAt(i), 16) < 0) {
                throw new Malformed();
            }
        }
        return 6;
    }

    /** Passes any value. */
    void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Malformed();
        }
        switch (peek()) {
            case '"' -> stringStart();
            case '{' -> skipObject(depth);
            case '[' -> skipArray(depth);
            default -> skipWord();
        }
    }

    private void skipObject(int depth) {
        expect('{');
        if (accept('}')) {
            return;
        }
        do {
            stringStart();
            expect(':');
            skip(depth + 1);
        } while (accept(','));
        expect('}');
    }

    private void skipArray(int depth) {
        expect('[');
        if (accept(']')) {
            return;
        }
        do {
            skip(depth + 1);
        } while (accept(','));
        expect(']');
    }

    private void skipWord() {
        int start = at;
        while (at < json.length() && isWord(json.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new Malformed();
        }
    }

    private static boolean isWord(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\ufeff';
    }

    /** The text is not JSON; never leaves the package. */
    static final class Malformed extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
