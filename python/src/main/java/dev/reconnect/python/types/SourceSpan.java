package dev.reconnect.python.types;

import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.LineIndex;

/** A stretch of a file as CPython's `ast` counts: lines from 1, columns in UTF-8 bytes from 0. */
public record SourceSpan(int line, int column, int endLine, int endColumn) {
    public static SourceSpan of(TextRange range, LineIndex lines) {
        return new SourceSpan(
                lines.line(range.start()),
                lines.utf8Column(range.start()),
                lines.line(range.end()),
                lines.utf8Column(range.end()));
    }
}
