package dev.reconnect.engine.workspace;

import dev.reconnect.engine.Problem;

/** A file that cannot be looked at, and why; the run goes on without it. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem.Kind kind;

    UnreadableException(Problem.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Problem problem(String file) {
        return Problem.of(kind, file, String.valueOf(getMessage()));
    }
}
