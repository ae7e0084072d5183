package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Deletion;

/** Finds barrier stages asked for through the RDD of a frame that `mapInPandas` or `mapInArrow` makes. */
@AutoService(PythonRule.class)
public final class BarrierThroughRdd implements CallRule {
    private static final String MESSAGE =
            "`DataFrame.rdd` raises `PySparkNotImplementedError` on Spark Connect, and with it `RDD.barrier()`";

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute mapPartitions)
                || !mapPartitions.name().equals("mapPartitions")
                || !(mapPartitions.value() instanceof Call barrier)) {
            return;
        }
        FrameRddCall.find(barrier, "barrier", context)
                .filter(FrameRddCall::hasNoArguments)
                .filter(found -> isMapOverFrame(found))
                .ifPresent(found -> report(found, call, mapPartitions, context));
    }

    private static boolean isMapOverFrame(FrameRddCall found) {
        return found.frame() instanceof Call map
                && map.function() instanceof Attribute name
                && (name.name().equals("mapInPandas") || name.name().equals("mapInArrow"))
                && map.findKeyword("barrier").isEmpty()
                && !map.arguments().isEmpty();
    }

    private static void report(FrameRddCall found, Call call, Attribute mapPartitions, RuleContext context) {
        var report = context.report(call, MESSAGE)
                .symbol("pyspark.RDD.barrier")
                .confidence(found.confidence())
                .covering(found.rdd(), found.method(), found.call(), mapPartitions);
        var throughRdd = new TextRange(found.rdd().selectorRange().start(), call.end());
        boolean identity = call.arguments().size() == 1
                && RowAccess.isIdentity(call.arguments().get(0));
        if (identity && !Deletion.hasComment(throughRdd, context)) {
            var map = (Call) found.frame();
            report.fix(Fix.unsafe(
                    "Ask for the barrier in `" + ((Attribute) map.function()).name() + "`",
                    Edit.insert(lastArgumentEnd(map), ", barrier=True"),
                    Edit.delete(
                            FrameRddCall.withOwnLine(throughRdd, context.tree().text()))));
        }
    }

    private static int lastArgumentEnd(Call call) {
        int end = call.arguments()
                .get(call.arguments().size() - 1)
                .parenthesizedRange()
                .end();
        for (var keyword : call.keywords()) {
            end = Math.max(end, keyword.value().parenthesizedRange().end());
        }
        return end;
    }
}
