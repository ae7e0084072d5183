package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Deletion;
import java.util.List;

/** Finds values of all rows collected as one list through {@code df.rdd.flatMap(lambda x: x)}. */
@AutoService(PythonRule.class)
public final class RddFlattenCollect implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        CollectedRdd.find(call, "flatMap", context)
                .filter(found -> found.argument().filter(RowAccess::isIdentity).isPresent())
                .ifPresent(found -> report(found, context));
    }

    private static void report(CollectedRdd found, RuleContext context) {
        var report = found.report(context);
        if (Deletion.hasComment(found.stepRange(), context)) {
            return;
        }
        var edits = found.hasOneColumn()
                ? found.around("[row[0] for row in ", "]", context)
                : found.around("[value for row in ", " for value in row]", context);
        report.fix(new Fix("Flatten the collected rows", Applicability.SAFE, edits, List.of()));
    }
}
