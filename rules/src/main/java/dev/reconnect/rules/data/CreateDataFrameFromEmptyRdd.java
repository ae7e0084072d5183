package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;

/** Finds empty frames made out of an empty RDD, {@code spark.createDataFrame(sc.emptyRDD(), schema)}. */
@AutoService(PythonRule.class)
public final class CreateDataFrameFromEmptyRdd implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (call.arguments().isEmpty()
                || !(call.arguments().get(0) instanceof Call empty)
                || !(empty.function() instanceof Attribute method)
                || !method.name().equals("emptyRDD")
                || !empty.arguments().isEmpty()
                || Members.findCalled(call, SparkNames.SESSION, context)
                        .filter(member -> member.name().equals("createDataFrame"))
                        .isEmpty()) {
            return;
        }
        Members.find(method, SparkNames.CONTEXT, context).ifPresent(member -> {
            var report = context.report(empty, ParallelizeCall.MESSAGE)
                    .symbol("pyspark.SparkContext.emptyRDD")
                    .confidence(member.confidence())
                    .covering(call, method);
            if (hasSchema(call) && !Deletion.hasComment(empty.range(), context)) {
                report.fix(Fix.safe("Make it from an empty list", Edit.replace(empty.range(), "[]")));
            }
        });
    }

    private static boolean hasSchema(Call create) {
        if (create.arguments().size() > 1) {
            return hasTypes(create.arguments().get(1));
        }
        return create.findKeyword("schema")
                .filter(keyword -> hasTypes(keyword.value()))
                .isPresent();
    }

    private static boolean hasTypes(Expression schema) {
        return !(schema instanceof ListDisplay) && !(schema instanceof Tuple);
    }
}
