package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.session.Sessions;
import java.util.List;

/** Finds frames made out of Python data by way of an RDD, {@code sc.parallelize(data).toDF(schema)}. */
@AutoService(PythonRule.class)
public final class ParallelizeToFrame implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute toFrame)
                || !toFrame.name().equals("toDF")
                || call.arguments().size() + call.keywords().size() > 1
                || !call.keywords().stream().allMatch(keyword -> keyword.isNamed("schema"))) {
            return;
        }
        ParallelizeCall.find(toFrame.value(), context).ifPresent(made -> report(call, toFrame, made, context));
    }

    private static void report(Call call, Attribute toFrame, ParallelizeCall made, RuleContext context) {
        var report = context.report(call, ParallelizeCall.MESSAGE)
                .symbol("pyspark.SparkContext.parallelize")
                .confidence(made.confidence())
                .covering(toFrame, made.method(), made.call());
        int argument = argumentStart(call);
        boolean justData = Arguments.areJust(made.call(), 1);
        // With the data alone in its parentheses, the closing one can stay where it is.
        var between = argument < 0 && justData
                ? new TextRange(made.call().end(), call.end())
                : new TextRange(made.data().parenthesizedRange().end(), argument < 0 ? call.end() : argument);
        if (Deletion.hasComment(between, context)) {
            return;
        }
        var session = Sessions.replacing(made.method().value(), context);
        boolean exact = LiteralRows.isUniform(made.data());
        var edits = List.of(
                session.edit(),
                Edit.replace(made.method().nameRange(), "createDataFrame"),
                Edit.replace(between, argument >= 0 ? ", " : justData ? "" : ")"));
        report.fix(new Fix(
                "Use `SparkSession.createDataFrame()`",
                session.applicability(exact ? Applicability.SAFE : Applicability.UNSAFE),
                edits,
                session.imports()));
    }

    /** Where the schema starts, or -1 where none is given. */
    private static int argumentStart(Call call) {
        if (!call.arguments().isEmpty()) {
            return call.arguments().get(0).parenthesizedRange().start();
        }
        return call.keywords().isEmpty() ? -1 : call.keywords().get(0).start();
    }
}
