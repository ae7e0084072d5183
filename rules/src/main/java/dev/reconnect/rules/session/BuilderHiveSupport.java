package dev.reconnect.rules.session;

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
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;

/** Finds sessions built with Hive support. */
@AutoService(PythonRule.class)
public final class BuilderHiveSupport implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !attribute.name().equals("enableHiveSupport")) {
            return;
        }
        Members.find(attribute, SparkNames.BUILDER, context).ifPresent(member -> {
            var report = context.report(
                            attribute,
                            "`enableHiveSupport` does nothing but warn on Spark Connect: the server has its catalog")
                    .symbol(SparkNames.BUILDER + ".enableHiveSupport")
                    .confidence(member.confidence())
                    .covering(call);
            var link = new TextRange(attribute.selectorRange().start(), call.end());
            if (!Deletion.hasComment(link, context)) {
                report.fix(Fix.unsafe(
                        "Remove the call",
                        Layout.withoutCall(attribute, call, context).toArray(Edit[]::new)));
            }
        });
    }
}
