package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;

/** Finds the first rows taken through {@code DataFrame.rdd}. */
@AutoService(PythonRule.class)
public final class RddTake implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        FrameRddCall.find(call, "take", context)
                .filter(found -> call.arguments().size() + call.keywords().size() == 1)
                .ifPresent(found -> report(found, context));
    }

    private static void report(FrameRddCall found, RuleContext context) {
        var edit = found.withoutRdd(context);
        var title = "Use `DataFrame.take()`";
        found.report(context, FrameRddCall.MESSAGE)
                .fix(isCount(found.call()) ? Fix.safe(title, edit) : Fix.unsafe(title, edit));
    }

    /** Whether the number of rows is written out: a negative one is an error on a frame, and no rows on an RDD. */
    private static boolean isCount(Call take) {
        var number = take.arguments().isEmpty()
                ? take.keywords().get(0).value()
                : take.arguments().get(0);
        return number instanceof Constant constant && constant.intValue().isPresent();
    }
}
