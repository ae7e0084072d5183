package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.rules.Deletion;
import java.util.List;

/** Finds fields of all rows collected through a {@code map} on {@code DataFrame.rdd}. */
@AutoService(PythonRule.class)
public final class RddMapFieldCollect implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        CollectedRdd.find(call, "map", context).ifPresent(found -> found.argument()
                .filter(Lambda.class::isInstance)
                .map(Lambda.class::cast)
                .ifPresent(lambda -> check(found, lambda, context)));
    }

    private static void check(CollectedRdd found, Lambda lambda, RuleContext context) {
        var row = RowAccess.onlyParameter(lambda);
        if (row.isEmpty() || !RowAccess.isFieldsOf(row.get(), lambda.body())) {
            return;
        }
        var report = found.report(context);
        if (Deletion.hasComment(found.stepRange(), context)) {
            return;
        }
        var fields = context.textOf(lambda.body());
        var edits = found.around("[" + fields + " for " + row.get() + " in ", "]", context);
        report.fix(new Fix(
                "Take the fields out of the collected rows",
                found.isNarrow() ? Applicability.SAFE : Applicability.UNSAFE,
                edits,
                List.of()));
    }
}
