package dev.reconnect.core.facts;

/** What becomes of a symbol of classic Spark on Spark Connect. */
public enum FactVerdict {
    SUPPORTED,
    UNSUPPORTED,
    /** It works, but means something else: no error says so. */
    DIFFERS
}
