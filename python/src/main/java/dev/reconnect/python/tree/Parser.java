package dev.reconnect.python.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads Python text into a {@link SyntaxTree}; any text gives a tree, and what is wrong with it is a list of problems. */
public final class Parser {
    private Parser() {}

    public static SyntaxTree parse(String text) {
        return parse(text, Dialect.PYTHON);
    }

    public static SyntaxTree parse(String text, Dialect dialect) {
        List<SyntaxProblem> problems = new ArrayList<>();
        Lexer lexer = new Lexer(text, dialect, problems);
        lexer.run();
        Module module = new StatementParser(text, lexer, problems).module();
        problems.sort(Comparator.comparing(SyntaxProblem::range));
        Tokens tokens = new Tokens(text, lexer.types(), lexer.starts(), lexer.count());
        return new SyntaxTree(text, dialect, module, tokens, problems);
    }
}
