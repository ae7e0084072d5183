package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;

/** A place where the text is not Python, and why. */
public record SyntaxProblem(TextRange range, String message) {}
