package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds the application id and the start time read from the context. */
@AutoService(PythonRule.class)
public final class ContextApplicationId implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        switch (attribute.name()) {
            case "applicationId" -> report(attribute, "", ".conf.get(\"spark.app.id\")", context);
            case "startTime" -> report(attribute, "int(", ".conf.get(\"spark.app.startTime\"))", context);
            default -> {}
        }
    }

    private static void report(Attribute attribute, String before, String after, RuleContext context) {
        ContextMember.find(attribute, attribute.name(), context).ifPresent(found -> {
            var report = found.report(
                    "`SparkContext." + attribute.name() + "` is out of reach: a Connect client has no context");
            found.rewritten("Read it from `SparkSession.conf`", Applicability.SAFE, attribute, before, after)
                    .ifPresent(report::fix);
        });
    }
}
