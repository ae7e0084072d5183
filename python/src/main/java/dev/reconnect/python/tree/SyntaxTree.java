package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parser makes of one text: tokens that give the text back, the tree above them, and what was wrong. */
public final class SyntaxTree {
    private final String text;
    private final Dialect dialect;
    private final Module module;
    private final Tokens tokens;
    private final List<SyntaxProblem> problems;
    private @Nullable LineIndex lines;

    SyntaxTree(String text, Dialect dialect, Module module, Tokens tokens, List<SyntaxProblem> problems) {
        this.text = text;
        this.dialect = dialect;
        this.module = module;
        this.tokens = tokens;
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

    /** Lines and columns of offsets; made at the first call, because a file without findings needs none. */
    public LineIndex lines() {
        LineIndex index = lines;
        if (index == null) {
            index = LineIndex.of(text);
            lines = index;
        }
        return index;
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
        Node inner = childAt(found, offset);
        while (inner != null) {
            found = inner;
            inner = childAt(found, offset);
        }
        return found;
    }

    private static @Nullable Node childAt(Node node, int offset) {
        for (Node child : node.children()) {
            if (child.start() <= offset && offset < child.end()) {
                return child;
            }
        }
        return null;
    }
}
