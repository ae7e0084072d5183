package dev.reconnect.python.types;

/** What a call of a value runs. */
public interface CallTarget {
    /** How it is shown where it has no name. */
    default String display() {
        return "function";
    }
}
