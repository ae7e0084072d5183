package dev.reconnect.engine;

import dev.reconnect.python.types.Glance;
import java.util.Optional;

/**
 * A file as it was when it was read, and what is seen of it before it is parsed.
 *
 * @param length in bytes; with the fingerprint it tells contents apart
 * @param problem what keeps it from being looked at
 * @param notebook whether names such as {@code spark} are given from outside
 */
record FileState(
        String name, int length, long fingerprint, Optional<Problem> problem, boolean notebook, Glance glance) {
    boolean isReadable() {
        return problem.isEmpty();
    }

    boolean hasContent(int ofLength, long withFingerprint) {
        return length == ofLength && fingerprint == withFingerprint;
    }
}
