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

/** Finds rows numbered through {@code DataFrame.rdd} and collected at once. */
@AutoService(PythonRule.class)
public final class RddZipWithIndexCollect implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        CollectedRdd.find(call, "zipWithIndex", context)
                .filter(found -> found.step().hasNoArguments())
                .ifPresent(found -> report(found, context));
    }

    private static void report(CollectedRdd found, RuleContext context) {
        var report = found.report(context);
        if (!Deletion.hasComment(found.stepRange(), context)) {
            var edits = found.around("[(row, index) for index, row in enumerate(", ")]", context);
            report.fix(new Fix("Number the collected rows", Applicability.SAFE, edits, List.of()));
        }
    }
}
