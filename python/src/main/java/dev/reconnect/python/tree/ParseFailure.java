package dev.reconnect.python.tree;

import java.io.Serial;

/** Leads from where a statement stops being Python to where the parser recovers; never leaves the parser. */
final class ParseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int start;
    private final int end;

    ParseFailure(int start, int end, String message) {
        super(message, null, false, false);
        this.start = start;
        this.end = end;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
