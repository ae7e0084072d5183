package dev.reconnect.rules.session;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.With;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Layout;
import java.util.List;
import java.util.Optional;

/** A {@code with} statement whose session or context ends with it, as {@code try} and {@code finally}, which sessions of Connect can do too. */
final class SessionBlock {
    private SessionBlock() {}

    /**
     * The edits that stop the session at the end of the block.
     *
     * @param made the statement that makes the session; absent where it is there already
     * @return empty where the statement has more items, stands on one line, or has a comment before its colon
     */
    static Optional<List<Edit>> edits(With with, Optional<String> made, String session, RuleContext context) {
        if (with.items().size() != 1 || with.isAsync() || with.body().isEmpty()) {
            return Optional.empty();
        }
        var text = context.tree().text();
        var lines = context.tree().lines();
        var indent = text.substring(lines.lineStart(lines.line(with.start())), with.start());
        var first = with.body().get(0);
        int firstLine = lines.lineStart(lines.line(first.start()));
        var inner = text.substring(firstLine, first.start());
        int colon = colonBehind(with, text);
        if (colon < 0
                || firstLine <= colon
                || !indent.isBlank()
                || !inner.startsWith(indent)
                || Deletion.hasComment(new TextRange(with.start(), colon), context)) {
            return Optional.empty();
        }
        var lineEnd = Layout.lineEnd(text);
        var opening = made.map(statement -> statement + lineEnd + indent).orElse("") + "try:";
        int end = lines.lineEnd(lines.line(last(with).end()));
        return Optional.of(List.of(
                Edit.replace(new TextRange(with.start(), colon + 1), opening),
                Edit.insert(end, lineEnd + indent + "finally:" + lineEnd + inner + session + ".stop()")));
    }

    private static Statement last(With with) {
        return with.body().get(with.body().size() - 1);
    }

    /** Where the statement's colon is; negative where more than a parenthesis stands before it. */
    private static int colonBehind(With with, String text) {
        int at = with.items().get(0).end();
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ')')) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ':' ? at : -1;
    }
}
