package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Name;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.Unread;

/** Finds accumulators, which have no counterpart on Spark Connect, and says how much hangs on each. */
@AutoService(PythonRule.class)
public final class Accumulator implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute method) || !method.name().equals("accumulator")) {
            return;
        }
        Members.find(method, SparkNames.CONTEXT, context).ifPresent(member -> {
            var report = context.report(call, message(call, context))
                    .symbol("pyspark.SparkContext.accumulator")
                    .confidence(member.confidence())
                    .covering(method);
            if (isOfNumber(call, context)) {
                Unread.deletion(call, context).ifPresent(report::fix);
            }
        });
    }

    /** Making it neither fails nor does anything. */
    private static boolean isOfNumber(Call call, RuleContext context) {
        if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
            return false;
        }
        var start = context.model().typeOf(call.arguments().get(0));
        return call.arguments().get(0) instanceof Constant && (start.isInstance("int") || start.isInstance("float"));
    }

    private static String message(Call call, RuleContext context) {
        var message = "Spark Connect has no accumulators";
        if (call.parent().orElse(null) instanceof Assign assign
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Name name) {
            int uses = context.model()
                    .bindingOf(name)
                    .map(binding -> binding.references().size())
                    .orElse(0);
            return message + "; `" + name.id() + "` is used in " + uses + (uses == 1 ? " place" : " places");
        }
        return message;
    }
}
