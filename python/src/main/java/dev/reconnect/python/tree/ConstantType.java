package dev.reconnect.python.tree;

/** The Python type of a literal. */
public enum ConstantType {
    NONE,
    TRUE,
    FALSE,
    ELLIPSIS,
    INT,
    FLOAT,
    COMPLEX,
    STRING,
    BYTES
}
