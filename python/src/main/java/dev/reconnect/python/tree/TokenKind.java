package dev.reconnect.python.tree;

/** What a token is. INDENT and DEDENT are empty, and so is a NEWLINE at the end of a text without one. */
public enum TokenKind {
    NAME,
    KEYWORD,
    NUMBER,
    STRING,
    OPERATOR,
    /** The prefix and opening quote of an f-string or t-string. */
    FSTRING_START,
    FSTRING_MIDDLE,
    FSTRING_END,
    /** A notebook line or cell that is not Python. */
    MAGIC,
    /** The line end that ends a statement. */
    NEWLINE,
    INDENT,
    DEDENT,
    /** Spaces, tabs, form feeds and a byte order mark. */
    WHITESPACE,
    COMMENT,
    /** A line end that ends no statement: on a blank line, after a comment, between brackets. */
    LINE_BREAK,
    /** A backslash and the line end after it. */
    CONTINUATION,
    /** A character that starts no token, or a literal without its end. */
    ERROR,
    END;

    /** Whether the parser passes over it. */
    public boolean isTrivia() {
        return this == WHITESPACE || this == COMMENT || this == LINE_BREAK || this == CONTINUATION;
    }
}
