package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;

/** What the parser makes of one text: tokens that give the text back, the tree above them, and what was wrong. */
public final class SyntaxTree {
    private final String text;
    private final Dialect dialect;
    private final Module module;
    private final Tokens tokens;
    private final LineIndex lines;
    private final List<SyntaxProblem> problems;

    SyntaxTree(
            String text, Dialect dialect, Module module, Tokens tokens, LineIndex lines, List<SyntaxProblem> problems) {
        this.text = text;
        this.dialect = dialect;
        this.module = module;
        this.tokens = tokens;
        this.lines = lines;
        this.problems = List.copyOf(problems);
    }

    public String text() {
        return text;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Module module() {
        return module;
    }

    public Tokens tokens() {
        return tokens;
    }

    public LineIndex lines() {
        return lines;
    }

    /** What did not parse, in source order; empty for good Python. */
    public List<SyntaxProblem> problems() {
        return problems;
    }

    /** The text put together from the tokens. */
    public String print() {
        StringBuilder printed = new StringBuilder(text.length());
        for (int i = 0; i < tokens.count(); i++) {
            printed.append(text, tokens.start(i), tokens.end(i));
        }
        return printed.toString();
    }

    /** The comments from `#` to the end of the line, in source order. */
    public List<TextRange> comments() {
        List<TextRange> comments = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.kind(i) == TokenKind.COMMENT) {
                comments.add(tokens.range(i));
            }
        }
        return List.copyOf(comments);
    }

    /** The smallest node that holds the character at the offset; the module where there is none. */
    public Node nodeAt(int offset) {
        Node found = module;
        for (Node next = found; next != null; ) {
            found = next;
            next = null;
            for (Node child : found.children()) {
                if (child.start() <= offset && offset < child.end()) {
                    next = child;
                }
            }
        }
        return found;
    }
}
