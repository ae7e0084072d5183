package dev.reconnect.python.names;

/** What opens a scope. */
public enum ScopeKind {
    MODULE,
    CLASS,
    FUNCTION,
    LAMBDA,
    COMPREHENSION
}
