package dev.reconnect.assist.model;

import java.time.Duration;
import java.util.Optional;

/** A model did not answer. What it was asked for can be done without it, so this costs nobody a result. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    /** Why there is no answer. */
    public enum Kind {
        /** It is too busy, or the user has asked too often. */
        BUSY(true),
        /** The connection failed or broke off. */
        UNREACHABLE(true),
        /** No answer came in time. */
        TIMEOUT(true),
        /** The provider failed. */
        FAILED(true),
        /** The provider does not take the question: key, name or size are wrong. */
        REFUSED(false),
        /** What came back is no answer. */
        MALFORMED(true),
        /** A limit of the user's is reached. */
        BUDGET(false),
        /** The question is longer than what the model can read. */
        TOO_LONG(false),
        /** There is no recorded answer. */
        NOT_RECORDED(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether asking again may help. */
        boolean isPassing() {
            return passing;
        }
    }

    public ModelException(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    ModelException(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the provider asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
