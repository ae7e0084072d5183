package dev.reconnect.lift;

import dev.reconnect.core.Edit;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.rules.Layout;
import java.util.ArrayList;
import java.util.List;

/** Puts {@link Helper functions} behind a file's imports, once. */
final class HelperFunctions {
    private final RuleContext context;

    HelperFunctions(RuleContext context) {
        this.context = context;
    }

    List<Edit> definitions(List<Helper> helpers, Expression place) throws Blocked {
        var edits = new ArrayList<Edit>();
        var code = new StringBuilder();
        for (var helper : helpers) {
            if (isThere(helper)) {
                continue;
            }
            if (context.model().scopeOf(place).resolve(helper.functionName()).isPresent()) {
                throw new Blocked(place, "`" + helper.functionName() + "` stands for something else here");
            }
            code.append(codeOf(helper)).append("\n\n");
        }
        if (code.length() > 0) {
            var text = context.tree().text();
            int start = behindImports().start();
            var gap = start == 0 || text.substring(0, start).replace("\r", "").endsWith("\n\n\n") ? "" : "\n";
            edits.add(Edit.insert(start, (gap + code).replace("\n", Layout.lineEnd(text))));
        }
        return edits;
    }

    private String codeOf(Helper helper) {
        return helper.code().replace("    ", Layout.indentUnit(context.tree().text()));
    }

    private boolean isThere(Helper helper) {
        return context.tree().module().body().stream()
                .anyMatch(statement -> statement instanceof FunctionDef function
                        && function.name().equals(helper.functionName())
                        && context.textOf(function)
                                .replace("\r\n", "\n")
                                .strip()
                                .equals(codeOf(helper).strip()));
    }

    /** The first statement that is neither the file's text nor an import. */
    private Statement behindImports() {
        for (var statement : context.tree().module().body()) {
            boolean text =
                    statement instanceof ExpressionStatement expression && expression.value() instanceof Constant;
            if (!text && !(statement instanceof Import) && !(statement instanceof ImportFrom)) {
                return statement;
            }
        }
        throw new IllegalStateException("a file with a pipeline has a statement for it");
    }
}
