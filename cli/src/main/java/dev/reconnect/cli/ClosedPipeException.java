package dev.reconnect.cli;

/** The reader of our output went away, as {@code head} does: the command ends without a word. */
final class ClosedPipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedPipeException(Throwable cause) {
        super(cause);
    }
}
