package dev.reconnect.assist.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/** A provider answered with an error, and may have said when to come back. */
final class Refusal extends HttpException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 300;

    private final transient Optional<Duration> retryAfter;

    private Refusal(int status, String message, Optional<Duration> retryAfter) {
        super(status, message);
        this.retryAfter = retryAfter;
    }

    static Refusal of(int status, Optional<String> retryAfter, String body) {
        var line = body.replaceAll("\\s+", " ").strip();
        var shown = line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
        return new Refusal(status, "status " + status + (shown.isEmpty() ? "" : ": " + shown), seconds(retryAfter));
    }

    /** The header may hold a date instead, which nobody is known to send. */
    private static Optional<Duration> seconds(Optional<String> header) {
        return header.map(String::strip)
                .filter(value -> value.matches("[0-9]{1,6}(\\.[0-9]{1,3})?"))
                .map(value -> Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000)));
    }

    ModelException asModelException() {
        var kind =
                switch (statusCode()) {
                    case 429, 503, 529 -> ModelException.Kind.BUSY;
                    case 408, 504 -> ModelException.Kind.TIMEOUT;
                    default -> statusCode() >= 500 ? ModelException.Kind.FAILED : ModelException.Kind.REFUSED;
                };
        return new ModelException(kind, String.valueOf(getMessage()), retryAfter);
    }
}
