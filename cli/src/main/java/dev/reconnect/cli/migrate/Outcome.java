package dev.reconnect.cli.migrate;

/** What came of a program. */
public enum Outcome {
    /** It was changed, and the change proved right. */
    MIGRATED,
    /** There was nothing to change: it is handed out byte for byte. */
    UNCHANGED,
    /** Nothing is handed out; the reasons say why. */
    REFUSED
}
