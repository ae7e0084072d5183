package dev.reconnect.proof;

/** One place inside an observable where two runs differ; the place is empty for the whole. */
record Mismatch(String at, String expected, String got) {
    static Mismatch of(String at, String expected, String got) {
        return new Mismatch(at.strip(), expected, got);
    }

    Mismatch under(String prefix) {
        return new Mismatch((prefix + at).strip(), expected, got);
    }
}
