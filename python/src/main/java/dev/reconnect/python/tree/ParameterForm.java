package dev.reconnect.python.tree;

/** How a parameter takes its argument. */
public enum ParameterForm {
    POSITIONAL_ONLY,
    POSITIONAL_OR_KEYWORD,
    /** `*args`. */
    VAR_POSITIONAL,
    KEYWORD_ONLY,
    /** `**kwargs`. */
    VAR_KEYWORD
}
