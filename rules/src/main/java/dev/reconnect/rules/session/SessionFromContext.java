package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;

/** Finds sessions made by calling the class with a context. */
@AutoService(PythonRule.class)
public final class SessionFromContext implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!context.model().qualifiedName(call.function()).equals(Optional.of(SparkNames.SESSION))) {
            return;
        }
        var report = context.report(
                        call, "A Connect client has no context to make a `SparkSession` of; the builder makes sessions")
                .symbol(SparkNames.SESSION)
                .covering(call.function());
        fix(call, context).ifPresent(report::fix);
    }

    private static Optional<Fix> fix(Call call, RuleContext context) {
        boolean one = call.arguments().size() + call.keywords().size() == 1;
        Optional<Expression> given = one ? Arguments.find(call, 0, "sparkContext") : Optional.empty();
        if (given.isEmpty() || Deletion.hasComment(call.range(), context)) {
            return Optional.empty();
        }
        var session = Sessions.of(given.get(), context);
        var applicability = session.applicability(Applicability.SAFE);
        Optional<Assign> same = assignmentToItself(call, session.text());
        List<Edit> edits = same.isPresent()
                ? Deletion.of(same.get(), context)
                : List.of(Edit.replace(call.range(), session.text()));
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fix("Use the session", applicability, edits, session.imports()));
    }

    private static Optional<Assign> assignmentToItself(Call call, String session) {
        return call.parent().orElse(null) instanceof Assign assign
                        && assign.targets().size() == 1
                        && assign.targets().get(0) instanceof Name name
                        && name.id().equals(session)
                ? Optional.of(assign)
                : Optional.empty();
    }
}
