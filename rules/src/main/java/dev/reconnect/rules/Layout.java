package dev.reconnect.rules;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import java.util.List;

/** How text that a fix writes fits the lines around it. */
public final class Layout {
    private Layout() {}

    /** Inserts a simple statement in front of another: on a line of its own, or before a semicolon where that one shares its line. */
    public static Edit before(Statement statement, String code, RuleContext context) {
        String text = context.tree().text();
        int lineStart = text.lastIndexOf('\n', Math.max(statement.start() - 1, 0)) + 1;
        String indent = statement.start() == 0 ? "" : text.substring(lineStart, statement.start());
        return indent.isBlank()
                ? Edit.insert(statement.start(), code + lineEnd(text) + indent)
                : Edit.insert(statement.start(), code + "; ");
    }

    /** Inserts a simple statement behind another: on the next line, or behind a semicolon where more follows on the line. */
    public static Edit behind(Statement statement, String code, RuleContext context) {
        String text = context.tree().text();
        int lineStart = text.lastIndexOf('\n', Math.max(statement.start() - 1, 0)) + 1;
        String indent = statement.start() == 0 ? "" : text.substring(lineStart, statement.start());
        int lineEnd = context.tree().lines().lineEnd(context.tree().lines().line(statement.end()));
        String rest = text.substring(statement.end(), lineEnd).strip();
        return indent.isBlank() && (rest.isEmpty() || rest.startsWith("#"))
                ? Edit.insert(lineEnd, lineEnd(text) + indent + code)
                : Edit.insert(statement.end(), "; " + code);
    }

    /**
     * Takes a call, such as {@code .master("local")}, out of a chain; with its statement, where that would then say nothing: {@code
     * builder.master("local")} by itself, or given back to the same variable.
     */
    public static List<Edit> withoutCall(Attribute method, Call call, RuleContext context) {
        var whole = method.value() instanceof Name variable
                ? call.parent()
                        .filter(above -> saysNothingWithout(above, variable))
                        .map(above -> Deletion.of((Statement) above, context))
                        .orElse(List.of())
                : List.<Edit>of();
        var link = new TextRange(method.selectorRange().start(), call.end());
        return whole.isEmpty() ? List.of(withoutLink(link, context)) : whole;
    }

    private static boolean saysNothingWithout(Node above, Name variable) {
        return above instanceof ExpressionStatement
                || (above instanceof Assign assign
                        && assign.targets().size() == 1
                        && assign.targets().get(0) instanceof Name target
                        && target.id().equals(variable.id()));
    }

    /** Takes one link, such as `.master("local")`, out of a chain; with its line where it stands on one of its own. */
    public static Edit withoutLink(TextRange link, RuleContext context) {
        String text = context.tree().text();
        int lineStart = link.start();
        while (lineStart > 0 && isBlank(text.charAt(lineStart - 1))) {
            lineStart--;
        }
        int after = link.end();
        while (after < text.length() && isBlank(text.charAt(after))) {
            after++;
        }
        boolean opensLine = lineStart > 0 && isLineEnd(text.charAt(lineStart - 1));
        if (!opensLine) {
            return Edit.delete(link);
        }
        boolean continues = after < text.length() && text.charAt(after) == '\\';
        int end = continues ? after + 1 : after;
        if (end < text.length() && !isLineEnd(text.charAt(end))) {
            return Edit.delete(new TextRange(link.start(), after));
        }
        int previous = overLineEndBackwards(lineStart, text);
        boolean continued = previous > 0 && text.charAt(previous - 1) == '\\';
        if (continued && !continues) {
            int backslash = previous - 1;
            while (backslash > 0 && isBlank(text.charAt(backslash - 1))) {
                backslash--;
            }
            return Edit.delete(new TextRange(backslash, link.end()));
        }
        return Edit.delete(new TextRange(previous, end));
    }

    /** The expression's text, in parentheses where a selector could not follow it as it is. */
    public static String asReceiver(Expression expression, RuleContext context) {
        String text = context.textOf(expression);
        return switch (expression.kind()) {
            case NAME, ATTRIBUTE, CALL, SUBSCRIPT, LIST, DICT, SET, LIST_COMP, SET_COMP, DICT_COMP -> text;
            default -> "(" + text + ")";
        };
    }

    /** The line end that the file uses. */
    public static String lineEnd(String text) {
        int at = text.indexOf('\n');
        if (at < 0) {
            return text.indexOf('\r') < 0 ? "\n" : "\r";
        }
        return at > 0 && text.charAt(at - 1) == '\r' ? "\r\n" : "\n";
    }

    /** One step of indentation in the file's manner: a tab where some line starts with one. */
    public static String indentUnit(String text) {
        boolean tabs = text.startsWith("\t") || text.contains("\n\t") || text.contains("\r\t");
        return tabs ? "\t" : "    ";
    }

    /** Whether two nodes start on the same line. */
    public static boolean startOnSameLine(Node one, Node other, RuleContext context) {
        var lines = context.tree().lines();
        return lines.line(one.start()) == lines.line(other.start());
    }

    private static int overLineEndBackwards(int lineStart, String text) {
        int at = lineStart - 1;
        boolean pair = text.charAt(at) == '\n' && at > 0 && text.charAt(at - 1) == '\r';
        return pair ? at - 1 : at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
