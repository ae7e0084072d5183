package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.session.Sessions;
import java.util.ArrayList;
import java.util.List;

/** Finds JSON or CSV text read out of an RDD, {@code spark.read.json(sc.parallelize(lines))}. */
@AutoService(PythonRule.class)
public final class ReadFromRdd implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (call.arguments().isEmpty()
                || Members.findCalled(call, SparkNames.READER, context)
                        .filter(member ->
                                member.name().equals("json") || member.name().equals("csv"))
                        .isEmpty()) {
            return;
        }
        ParallelizeCall.find(call.arguments().get(0), context).ifPresent(made -> report(made, context));
    }

    private static void report(ParallelizeCall made, RuleContext context) {
        var report = context.report(made.call(), ParallelizeCall.MESSAGE)
                .symbol("pyspark.SparkContext.parallelize")
                .confidence(made.confidence())
                .covering(made.method());
        boolean losesComment =
                Deletion.hasComment(made.before(), context) || Deletion.hasComment(made.after(), context);
        if (losesComment || !context.target().isAtLeast(SparkRelease.SPARK_4_2)) {
            return;
        }
        var session = Sessions.replacing(made.method().value(), context);
        var method = made.method().nameRange();
        int data = made.data().parenthesizedRange().start();
        List<Edit> edits = new ArrayList<>();
        edits.add(session.edit());
        edits.add(Edit.replace(new TextRange(method.start(), data), "createDataFrame([(line,) for line in "));
        edits.add(Edit.replace(made.after(), "], \"value string\")"));
        report.fix(new Fix(
                "Read the lines from a frame with one column of text",
                session.applicability(isStrings(made.data(), context) ? Applicability.SAFE : Applicability.UNSAFE),
                edits,
                session.imports()));
    }

    private static boolean isStrings(Expression data, RuleContext context) {
        return data instanceof ListDisplay list
                && list.elements().stream()
                        .allMatch(element -> (element instanceof Constant text && text.isString())
                                || context.model().typeOf(element).alternatives().stream()
                                        .allMatch(type -> type.isInstance("str")));
    }
}
