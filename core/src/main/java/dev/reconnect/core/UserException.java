package dev.reconnect.core;

/** A mistake or a circumstance that the user can do something about: says what happened, where, and what to do next. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    public UserException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    public UserException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What to do next, one sentence; may be empty. */
    public String advice() {
        return advice;
    }
}
