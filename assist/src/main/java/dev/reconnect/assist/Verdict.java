package dev.reconnect.assist;

/** What the gates say about an answer. */
sealed interface Verdict {
    /** It passes all that can be told without running it. */
    record Passed(Proposal proposal) implements Verdict {}

    /** A gate stops it. */
    record Stopped(Gate gate, String reason) implements Verdict {}

    /** The model itself says that there is no such form. */
    record Unsupported(String reason) implements Verdict {}
}
