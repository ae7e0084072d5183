package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;

/** Finds frames made out of Python data by way of an RDD, {@code spark.createDataFrame(sc.parallelize(data), schema)}. */
@AutoService(PythonRule.class)
public final class CreateDataFrameFromParallelize implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (call.arguments().isEmpty()
                || Members.findCalled(call, SparkNames.SESSION, context)
                        .filter(member -> member.name().equals("createDataFrame"))
                        .isEmpty()) {
            return;
        }
        ParallelizeCall.find(call.arguments().get(0), context).ifPresent(made -> report(call, made, context));
    }

    private static void report(Call call, ParallelizeCall made, RuleContext context) {
        var report = context.report(made.call(), ParallelizeCall.MESSAGE)
                .symbol("pyspark.SparkContext.parallelize")
                .confidence(made.confidence())
                .covering(call, made.method());
        if (Deletion.hasComment(made.before(), context) || Deletion.hasComment(made.after(), context)) {
            return;
        }
        report.fix(new Fix(
                "Give the data to `createDataFrame()` itself",
                isExact(call, made.data()) ? Applicability.SAFE : Applicability.UNSAFE,
                List.of(Edit.delete(made.before()), Edit.delete(made.after())),
                List.of()));
    }

    private static boolean isExact(Call create, Expression data) {
        return LiteralRows.isUniform(data)
                || (LiteralRows.isEmpty(data)
                        && schema(create)
                                .filter(CreateDataFrameFromParallelize::hasTypes)
                                .isPresent());
    }

    private static Optional<Expression> schema(Call create) {
        return create.arguments().size() > 1
                ? Optional.of(create.arguments().get(1))
                : create.findKeyword("schema").map(keyword -> keyword.value());
    }

    /** Whether the schema is more than names, so that nothing has to be inferred. */
    private static boolean hasTypes(Expression schema) {
        return !(schema instanceof ListDisplay) && !(schema instanceof Tuple);
    }
}
