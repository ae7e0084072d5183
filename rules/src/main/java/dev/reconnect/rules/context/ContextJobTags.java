package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds job tags kept through the context. */
@AutoService(PythonRule.class)
public final class ContextJobTags implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        switch (attribute.name()) {
            case "addJobTag" -> report(attribute, "addTag", context);
            case "removeJobTag" -> report(attribute, "removeTag", context);
            case "getJobTags" -> report(attribute, "getTags", context);
            case "clearJobTags" -> report(attribute, "clearTags", context);
            case "cancelJobsWithTag" -> report(attribute, "interruptTag", context);
            default -> {}
        }
    }

    private static void report(Attribute attribute, String instead, RuleContext context) {
        ContextMember.find(attribute, attribute.name(), context).ifPresent(found -> {
            var report = found.report("`SparkContext." + attribute.name()
                    + "` is out of reach: on Spark Connect the session keeps the tags");
            if (context.target().isAtLeast(SparkRelease.SPARK_4_0)) {
                var best = instead.equals("interruptTag") ? Applicability.UNSAFE : Applicability.SAFE;
                report.fix(found.renamed("Use `SparkSession." + instead + "()`", best, instead));
            }
        });
    }
}
