package dev.reconnect.engine;

import dev.reconnect.core.TextRange;
import java.util.Optional;

/**
 * Something that kept a file, or a part of it, from being looked at, or a failure of ours; never a statement about Spark.
 *
 * @param file the file as the workspace names it
 * @param message goes on from the file's name: {@code is a binary file}
 * @param range where in the file, when that is known
 */
public record Problem(Kind kind, String file, String message, Optional<TextRange> range) {
    public static Problem of(Kind kind, String file, String message) {
        return new Problem(kind, file, message, Optional.empty());
    }

    public static Problem at(Kind kind, String file, TextRange range, String message) {
        return new Problem(kind, file, message, Optional.of(range));
    }

    /** Whether this is a failure of ours, so that the run cannot count as a success. */
    public boolean isInternal() {
        return kind == Kind.INTERNAL;
    }

    public enum Kind {
        /** No permission, a broken link, a device, ... */
        UNREADABLE,
        TOO_LARGE,
        BINARY,
        ENCODING,
        /** Python could not read this part of the file; the rest was looked at. */
        SYNTAX,
        /** A notebook whose JSON is damaged. */
        NOTEBOOK,
        /** A rule or a fix of ours failed. */
        INTERNAL
    }
}
