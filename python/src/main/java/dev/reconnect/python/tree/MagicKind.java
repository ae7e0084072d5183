package dev.reconnect.python.tree;

/** What a notebook line outside Python does. */
public enum MagicKind {
    /** `%name arguments`. */
    LINE,
    /** `%%name arguments` and the rest of the cell. */
    CELL,
    /** `!command` or `!!command`. */
    SHELL,
    /** `?name`, `name?`, `name??`. */
    HELP
}
