package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.rule.WithRule;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.With;
import dev.reconnect.python.tree.WithItem;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Finds sessions in {@code with} statements, which only those of classic Spark can be. */
@AutoService(PythonRule.class)
public final class SessionInWith implements WithRule {
    @Override
    public void check(With statement, RuleContext context) {
        for (var item : statement.items()) {
            if (Members.isInstance(item.context(), SparkNames.SESSION, context)) {
                var report = context.report(
                        item.context(), "A session of Spark Connect is no context manager: `with` raises `TypeError`");
                fix(statement, item, context).ifPresent(report::fix);
            }
        }
    }

    private static Optional<Fix> fix(With statement, WithItem item, RuleContext context) {
        var kept = item.target().orElse(item.context());
        if (!(kept instanceof Name session) || isBoundAgain(session, context)) {
            return Optional.empty();
        }
        var made = item.target().map(target -> session.id() + " = " + context.textOf(item.context()));
        return SessionBlock.edits(statement, made, session.id(), context)
                .map(edits -> Fix.safe("Stop the session in `finally`", edits.toArray(Edit[]::new)));
    }

    /** {@code with} stops what it began with, whatever the name stands for at the end. */
    private static boolean isBoundAgain(Name session, RuleContext context) {
        return context.model()
                .bindingOf(session)
                .filter(binding -> binding.definitions().size() == 1)
                .isEmpty();
    }
}
