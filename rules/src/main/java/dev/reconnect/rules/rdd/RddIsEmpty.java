package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;

/** Finds emptiness checks that go through {@code DataFrame.rdd}. */
@AutoService(PythonRule.class)
public final class RddIsEmpty implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        FrameRddCall.find(call, "isEmpty", context)
                .filter(FrameRddCall::hasNoArguments)
                .ifPresent(found -> found.report(context, FrameRddCall.MESSAGE)
                        .fix(Fix.safe("Use `DataFrame.isEmpty()`", found.withoutRdd(context))));
    }
}
