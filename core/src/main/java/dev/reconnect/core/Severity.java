package dev.reconnect.core;

/** What happens on Spark Connect: the code fails, behaves differently, or is worth knowing about. */
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
