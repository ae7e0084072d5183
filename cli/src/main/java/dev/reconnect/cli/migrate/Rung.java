package dev.reconnect.cli.migrate;

/** What a migrated program stands on. */
public enum Rung {
    /** The DataFrame API alone. */
    NATIVE,
    /** The runtime, which serves what Spark Connect lacks. */
    RUNTIME
}
