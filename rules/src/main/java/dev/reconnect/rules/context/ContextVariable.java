package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.Unread;
import java.util.List;
import java.util.Optional;

/** Finds the context taken from a session. */
@AutoService(PythonRule.class)
public final class ContextVariable implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (!attribute.name().equals("sparkContext")
                || context.isClaimed(attribute)
                || isReceiver(attribute, context)) {
            return;
        }
        Members.find(attribute, SparkNames.SESSION, context).ifPresent(member -> {
            var report = context.report(
                            attribute, "`SparkSession.sparkContext` raises `PySparkAttributeError` on Spark Connect")
                    .symbol(SparkNames.SESSION + ".sparkContext")
                    .confidence(member.confidence());
            deletion(attribute, context).ifPresent(report::fix);
        });
    }

    /** A member of the context on the same line is for the rule that knows the member. */
    private static boolean isReceiver(Attribute attribute, RuleContext context) {
        if (!(attribute.parent().orElse(null) instanceof Attribute next) || next.value() != attribute) {
            return false;
        }
        var lines = context.tree().lines();
        return lines.line(next.nameRange().start())
                == lines.line(attribute.nameRange().start());
    }

    private static Optional<Fix> deletion(Attribute attribute, RuleContext context) {
        if (Effects.areNone(attribute.value())) {
            return Unread.deletion(attribute, context);
        }
        if (!(attribute.parent().orElse(null) instanceof Assign assign)
                || Deletion.hasComment(assign.range(), context)) {
            return Optional.empty();
        }
        var target = new TextRange(
                assign.start(), attribute.value().parenthesizedRange().start());
        return Unread.applicability(assign, context)
                .map(applicability -> new Fix(
                        "Remove the unused variable",
                        applicability,
                        List.of(Edit.delete(target), Edit.delete(attribute.selectorRange())),
                        List.of()));
    }
}
