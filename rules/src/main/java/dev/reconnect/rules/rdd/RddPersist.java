package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ExpressionStatement;

/** Finds frames cached through {@code DataFrame.rdd}, as statements: what the call returns is an RDD, and another matter. */
@AutoService(PythonRule.class)
public final class RddPersist implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.parent().orElse(null) instanceof ExpressionStatement)) {
            return;
        }
        FrameRddCall.find(call, "cache", context)
                .or(() -> FrameRddCall.find(call, "persist", context))
                .or(() -> FrameRddCall.find(call, "unpersist", context))
                .ifPresent(found -> report(found, context));
    }

    private static void report(FrameRddCall found, RuleContext context) {
        var title = "Use `DataFrame." + found.method().name() + "()`";
        found.report(context, FrameRddCall.MESSAGE).fix(Fix.unsafe(title, found.withoutRdd(context)));
    }
}
