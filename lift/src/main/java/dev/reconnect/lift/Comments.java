package dev.reconnect.lift;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.rules.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comments inside code that is written anew: they go above its statement, but for those that speak to a type checker about the old code. */
final class Comments {
    private final RuleContext context;
    private final Map<Statement, List<String>> above = new LinkedHashMap<>();

    Comments(RuleContext context) {
        this.context = context;
    }

    /** Keeps the comments of an expression that is replaced. */
    void keep(Expression expression) throws Blocked {
        for (var comment : context.tree().comments()) {
            if (!expression.parenthesizedRange().contains(comment)) {
                continue;
            }
            var text = comment.substring(context.tree().text()).strip();
            if (text.matches("#\\s*type:\\s*ignore.*")) {
                continue;
            }
            var statement = expression.findAncestor(Statement.class);
            if (statement.isEmpty() || !indent(statement.get()).isBlank()) {
                throw new Blocked(expression, "a comment inside it would be lost");
            }
            above.computeIfAbsent(statement.get(), key -> new ArrayList<>()).add(text);
        }
    }

    /** Adds the comments to edits that lose them. */
    void addTo(List<Edit> edits) {
        above.forEach((statement, comments) -> {
            var lineEnd = Layout.lineEnd(context.tree().text()) + indent(statement);
            var lines = String.join(lineEnd, comments) + lineEnd;
            for (int i = 0; i < edits.size(); i++) {
                var edit = edits.get(i);
                if (edit.range().start() == statement.start() && !edit.range().isEmpty()) {
                    edits.set(i, Edit.replace(edit.range(), lines + edit.replacement()));
                    return;
                }
            }
            edits.add(Edit.insert(statement.start(), lines));
        });
    }

    private String indent(Statement statement) {
        int line = context.tree().lines().lineStart(context.tree().lines().line(statement.start()));
        return new TextRange(line, statement.start()).substring(context.tree().text());
    }
}
