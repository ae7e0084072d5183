package dev.reconnect.python.notebook;

import dev.reconnect.core.TextRange;

/** A code cell: its number among all cells of the notebook, from 1, and where it stands in the joined Python text. */
public record NotebookCell(int number, TextRange range) {}
