package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.List;

/** Reads Python text into a {@link SyntaxTree}; any text gives a tree, and what is wrong with it is a list of problems. */
public final class Parser {
    private Parser() {}

    public static SyntaxTree parse(String text) {
        return parse(text, Dialect.PYTHON);
    }

    public static SyntaxTree parse(String text, Dialect dialect) {
        Problems problems = new Problems();
        Lexer lexer = new Lexer(text, dialect, problems);
        lexer.run();
        return build(text, dialect, lexer, problems);
    }

    /**
     * Reads the cells of a notebook, which stand in the text one after the other, as one module: names flow from cell to
     * cell, while a bracket or block left open ends with its cell.
     */
    public static SyntaxTree parseCells(String text, List<TextRange> cells) {
        Problems problems = new Problems();
        Lexer lexer = new Lexer(text, Dialect.NOTEBOOK, problems);
        lexer.run(cells);
        return build(text, Dialect.NOTEBOOK, lexer, problems);
    }

    private static SyntaxTree build(String text, Dialect dialect, Lexer lexer, Problems problems) {
        Module module = new StatementParser(text, lexer, problems).module();
        Tokens tokens = new Tokens(text, lexer.types(), lexer.starts(), lexer.count());
        return new SyntaxTree(text, dialect, module, tokens, problems.inOrder());
    }
}
