package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Fix;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;

/** Finds functions run on every row or partition through {@code DataFrame.rdd}. */
@AutoService(PythonRule.class)
public final class RddForeach implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        FrameRddCall.find(call, "foreach", context)
                .or(() -> FrameRddCall.find(call, "foreachPartition", context))
                .ifPresent(found -> report(found, context));
    }

    private static void report(FrameRddCall found, RuleContext context) {
        var report = found.report(context, FrameRddCall.MESSAGE);
        if (context.target().isAtLeast(SparkRelease.SPARK_4_0)) {
            var title = "Use `DataFrame." + found.method().name() + "()`";
            report.fix(Fix.unsafe(title, found.withoutRdd(context)));
        }
    }
}
