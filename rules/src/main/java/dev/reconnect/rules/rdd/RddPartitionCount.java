package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Deletion;

/** Finds partitions counted through {@code DataFrame.rdd}. */
@AutoService(PythonRule.class)
public final class RddPartitionCount implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        FrameRddCall.find(call, "getNumPartitions", context)
                .filter(FrameRddCall::hasNoArguments)
                .ifPresent(found -> report(found, context));
    }

    private static void report(FrameRddCall found, RuleContext context) {
        var report = found.report(context, FrameRddCall.MESSAGE);
        var pyarrow =
                context.imports().use(ImportRequest.of("pyarrow"), found.call().start());
        var counting = ".mapInArrow(lambda _: iter([" + pyarrow.name()
                + ".RecordBatch.from_pydict({\"n\": [1]})]), \"n long\")" + ".count()";
        var chain =
                new TextRange(found.rdd().selectorRange().start(), found.call().end());
        if (!Deletion.hasComment(chain, context)) {
            report.fix(Fix.unsafe("Count one row for each partition", Edit.replace(chain, counting))
                    .importing(pyarrow.needed().toArray(ImportRequest[]::new)));
        }
    }
}
