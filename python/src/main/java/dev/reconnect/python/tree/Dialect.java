package dev.reconnect.python.tree;

/** What may stand in a text beside Python. */
public enum Dialect {
    PYTHON,
    /** A notebook cell: magics, shell lines and help lines too. */
    NOTEBOOK
}
