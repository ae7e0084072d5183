package dev.reconnect.python.types;

/** A stretch of a file as CPython's `ast` counts: lines from 1, columns in UTF-8 bytes from 0. */
public record SourceSpan(int line, int column, int endLine, int endColumn) {}
