package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Finds the SQL context taken from a frame. */
@AutoService(PythonRule.class)
public final class FrameSqlContext implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (!attribute.name().equals("sql_ctx") || context.isClaimed(attribute)) {
            return;
        }
        Members.find(attribute, SparkNames.FRAME, context).ifPresent(member -> {
            var report = context.report(attribute, message(context))
                    .symbol(SparkNames.FRAME + ".sql_ctx")
                    .confidence(member.confidence());
            if (attribute.parent().orElse(null) instanceof Attribute next) {
                fix(attribute, next).ifPresent(report::fix);
            }
        });
    }

    private static String message(RuleContext context) {
        return context.target().isAtLeast(SparkRelease.SPARK_4_2)
                ? "`DataFrame.sql_ctx` is silently taken for a column called `sql_ctx` on Spark Connect"
                : "`DataFrame.sql_ctx` raises `PySparkAttributeError` on Spark Connect";
    }

    private static Optional<Fix> fix(Attribute attribute, Attribute next) {
        return switch (next.name()) {
            case "sparkSession" ->
                Optional.of(Fix.safe(
                        "Use `DataFrame.sparkSession`",
                        Edit.delete(new TextRange(
                                attribute.selectorRange().start(),
                                next.selectorRange().start()))));
            case "read", "sql", "table", "createDataFrame", "range", "udf" ->
                Optional.of(
                        Fix.safe("Use `DataFrame.sparkSession`", Edit.replace(attribute.nameRange(), "sparkSession")));
            default -> Optional.empty();
        };
    }
}
