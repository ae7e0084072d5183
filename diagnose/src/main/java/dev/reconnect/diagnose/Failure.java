package dev.reconnect.diagnose;

import java.util.List;

/**
 * What a program failed with.
 *
 * @param raised the exceptions in the order in which they arose: causes before what they caused, and the one that ended the program last;
 *     never empty
 */
public record Failure(List<Raised> raised) {
    public Failure {
        raised = List.copyOf(raised);
        if (raised.isEmpty()) {
            throw new IllegalArgumentException("a failure needs an exception");
        }
    }

    /** The exception that ended the program. */
    public Raised last() {
        return raised.get(raised.size() - 1);
    }
}
