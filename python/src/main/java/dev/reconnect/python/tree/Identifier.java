package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;

/** A name that is not an expression, and where it stands. */
public record Identifier(String name, TextRange range) {}
