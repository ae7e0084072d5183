package dev.reconnect.rules;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.MatchCase;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Try;
import dev.reconnect.python.tree.While;
import dev.reconnect.python.tree.With;
import java.util.List;

/**
 * Takes simple statements out of a file: whole lines with their line ends, and with one of two empty lines that would meet inside a function;
 * {@code pass} where a block would be left empty.
 */
public final class Deletion {
    private Deletion() {}

    /** The edit that takes the statement out; none where a comment inside it would be lost. A comment behind it stays. */
    public static List<Edit> of(Statement statement, RuleContext context) {
        String text = context.tree().text();
        if (hasComment(statement.range(), context)) {
            return List.of();
        }
        List<Statement> block = blockOf(statement);
        if (block.size() == 1 && !(statement.parent().orElseThrow() instanceof Module)) {
            return List.of(Edit.replace(statement.range(), "pass"));
        }
        return List.of(Edit.delete(rangeToDelete(statement, block, text)));
    }

    /** Whether an edit of the range would take a comment away. */
    public static boolean hasComment(TextRange range, RuleContext context) {
        return context.tree().comments().stream().anyMatch(range::contains);
    }

    /** The statements that the statement stands among, itself included. */
    public static List<Statement> blockOf(Statement statement) {
        for (List<Statement> block : blocks(statement.parent().orElseThrow())) {
            if (block.contains(statement)) {
                return block;
            }
        }
        return List.of(statement);
    }

    private static List<List<Statement>> blocks(Node parent) {
        return switch (parent.kind()) {
            case MODULE -> List.of(((Module) parent).body());
            case FUNCTION_DEF, ASYNC_FUNCTION_DEF -> List.of(((FunctionDef) parent).body());
            case CLASS_DEF -> List.of(((ClassDef) parent).body());
            case IF -> List.of(((If) parent).body(), ((If) parent).orElse());
            case FOR, ASYNC_FOR -> List.of(((For) parent).body(), ((For) parent).orElse());
            case WHILE -> List.of(((While) parent).body(), ((While) parent).orElse());
            case WITH, ASYNC_WITH -> List.of(((With) parent).body());
            case TRY, TRY_STAR -> List.of(((Try) parent).body(), ((Try) parent).orElse(), ((Try) parent).finalBody());
            case EXCEPT_HANDLER -> List.of(((ExceptHandler) parent).body());
            case MATCH_CASE -> List.of(((MatchCase) parent).body());
            default -> List.of();
        };
    }

    private static TextRange rangeToDelete(Statement statement, List<Statement> block, String text) {
        int lineStart = backOverBlanks(statement.start(), text);
        int after = overBlanks(statement.end(), text);
        boolean opensLine = lineStart == 0 || isLineEnd(text.charAt(lineStart - 1));
        if (after < text.length() && text.charAt(after) == ';') {
            int next = overBlanks(after + 1, text);
            boolean last = next == text.length() || isLineEnd(text.charAt(next)) || text.charAt(next) == '#';
            if (!last || !opensLine) {
                return last ? fromSeparator(statement, block, after + 1, text) : new TextRange(statement.start(), next);
            }
            after = next;
        }
        if (!opensLine) {
            return fromSeparator(statement, block, statement.end(), text);
        }
        if (after < text.length() && !isLineEnd(text.charAt(after))) {
            return new TextRange(statement.start(), after);
        }
        int end = overLineEnd(after, text);
        boolean inside =
                !(statement.parent().orElseThrow() instanceof Module) && block.indexOf(statement) < block.size() - 1;
        return new TextRange(lineStart, inside && isBlankLineBefore(lineStart, text) ? overBlankLine(end, text) : end);
    }

    private static boolean isBlankLineBefore(int lineStart, String text) {
        int end = lineStart - 1;
        if (end > 0 && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r') {
            end--;
        }
        int start = backOverBlanks(Math.max(end, 0), text);
        return end >= 0 && (start == 0 || isLineEnd(text.charAt(start - 1)));
    }

    private static int overBlankLine(int lineStart, String text) {
        int end = overBlanks(lineStart, text);
        return end < text.length() && isLineEnd(text.charAt(end)) ? overLineEnd(end, text) : lineStart;
    }

    /** The last of several statements on a line, with the semicolon before it. */
    private static TextRange fromSeparator(Statement statement, List<Statement> block, int end, String text) {
        int at = block.indexOf(statement);
        int start = at > 0 ? block.get(at - 1).end() : statement.start();
        boolean sameLine = text.substring(start, statement.start()).indexOf('\n') < 0;
        return new TextRange(sameLine ? start : statement.start(), end);
    }

    private static int overBlanks(int from, String text) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int backOverBlanks(int from, String text) {
        int at = from;
        while (at > 0 && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int overLineEnd(int at, String text) {
        if (at >= text.length()) {
            return at;
        }
        boolean pair = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        return at + (pair ? 2 : 1);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
