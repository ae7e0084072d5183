package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds profiles of UDFs shown or dumped through the context. */
@AutoService(PythonRule.class)
public final class ContextProfiles implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        switch (attribute.name()) {
            case "show_profiles" -> report(attribute, "profile.show", context);
            case "dump_profiles" -> report(attribute, "profile.dump", context);
            default -> {}
        }
    }

    private static void report(Attribute attribute, String instead, RuleContext context) {
        ContextMember.find(attribute, attribute.name(), context).ifPresent(found -> {
            var report = found.report("`SparkContext." + attribute.name()
                    + "` is out of reach: on Spark Connect profiles belong to the session");
            if (context.target().isAtLeast(SparkRelease.SPARK_4_0)) {
                report.fix(found.renamed("Use `SparkSession." + instead + "()`", Applicability.UNSAFE, instead));
            }
        });
    }
}
