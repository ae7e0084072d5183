package dev.reconnect.python.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a tree so that it can be compared with CPython's `ast`: `{"file", "problems", "nodes"}` on one line, each node as
 * `[name, line, col, end_line, end_col]` with lines from 1 and columns in UTF-8 bytes from 0.
 *
 * <p>The nodes are statements and expressions only, sorted by start, then the longer one first, then the outer one first.
 * That is a walk from above in source order, except that decorators come before the function they belong to, because a
 * function starts at its `def`.
 */
public final class TreeJson {
    private static final Comparator<Node> ORDER =
            Comparator.comparingInt(Node::start).thenComparing(Node::end, Comparator.reverseOrder());

    private TreeJson() {}

    public static void write(String file, SyntaxTree tree, Appendable out) throws IOException {
        out.append("{\"file\": ");
        string(file, out);
        out.append(", \"problems\": [");
        String separator = "";
        for (SyntaxProblem problem : tree.problems()) {
            out.append(separator);
            problem(problem, tree.lines(), out);
            separator = ", ";
        }
        out.append("], \"nodes\": [");
        separator = "";
        for (Node node : nodes(tree)) {
            out.append(separator);
            node(node, tree.lines(), out);
            separator = ", ";
        }
        out.append("]}\n");
    }

    /** Statements and expressions in the order in which they are written. */
    static List<Node> nodes(SyntaxTree tree) {
        List<Node> nodes = new ArrayList<>();
        tree.module().walk(node -> {
            if (node.kind().isStatement() || node.kind().isExpression()) {
                nodes.add(node);
            }
        });
        nodes.sort(ORDER);
        return nodes;
    }

    private static void problem(SyntaxProblem problem, LineIndex lines, Appendable out) throws IOException {
        out.append('[');
        string(problem.message(), out);
        position(problem.range().start(), lines, out);
        position(problem.range().end(), lines, out);
        out.append(']');
    }

    private static void node(Node node, LineIndex lines, Appendable out) throws IOException {
        out.append("[\"").append(node.kind().astName()).append('"');
        position(node.start(), lines, out);
        position(node.end(), lines, out);
        out.append(']');
    }

    private static void position(int offset, LineIndex lines, Appendable out) throws IOException {
        int line = lines.line(offset);
        out.append(", ").append(Integer.toString(line));
        out.append(", ").append(Integer.toString(lines.utf8Column(offset)));
    }

    private static void string(String value, Appendable out) throws IOException {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
