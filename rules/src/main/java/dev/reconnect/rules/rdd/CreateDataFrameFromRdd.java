package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Finds frames made out of the RDD of another frame, {@code spark.createDataFrame(df.rdd, schema)}. */
@AutoService(PythonRule.class)
public final class CreateDataFrameFromRdd implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute create)
                || !create.name().equals("createDataFrame")
                || call.arguments().isEmpty()
                || !(call.arguments().get(0) instanceof Attribute rdd)
                || Members.findCalled(call, SparkNames.SESSION, context).isEmpty()) {
            return;
        }
        FrameRddCall.confidenceOfRdd(rdd, context).ifPresent(confidence -> report(call, rdd, confidence, context));
    }

    private static void report(Call call, Attribute rdd, Confidence confidence, RuleContext context) {
        var report = context.report(rdd, FrameRddCall.MESSAGE)
                .symbol("pyspark.sql.DataFrame.rdd")
                .confidence(confidence)
                .covering(call);
        if (schema(call).filter(schema -> isSchemaOf(rdd.value(), schema)).isPresent()) {
            if (!Deletion.hasComment(call.range(), context)) {
                var frame = rdd.value()
                        .parenthesizedRange()
                        .substring(context.tree().text());
                report.fix(Fix.unsafe("Use the frame itself", Edit.replace(call.range(), frame)));
            }
            return;
        }
        report.fix(Fix.unsafe("Make it from the collected rows", Edit.replace(rdd.nameRange(), "collect()")));
    }

    private static Optional<Expression> schema(Call call) {
        if (call.arguments().size() == 2 && call.keywords().isEmpty()) {
            return Optional.of(call.arguments().get(1));
        }
        return call.arguments().size() == 1 && call.keywords().size() == 1
                ? call.findKeyword("schema").map(keyword -> keyword.value())
                : Optional.empty();
    }

    private static boolean isSchemaOf(Expression frame, Expression schema) {
        return frame instanceof Name name
                && schema instanceof Attribute attribute
                && attribute.name().equals("schema")
                && attribute.value() instanceof Name same
                && same.id().equals(name.id());
    }
}
