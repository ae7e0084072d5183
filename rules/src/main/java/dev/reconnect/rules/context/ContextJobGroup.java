package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import java.util.Optional;

/** Finds job groups set and cancelled through the context. */
@AutoService(PythonRule.class)
public final class ContextJobGroup implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        switch (attribute.name()) {
            case "setJobGroup", "cancelJobGroup", "cancelAllJobs" ->
                ContextMember.find(attribute, attribute.name(), context).ifPresent(ContextJobGroup::report);
            default -> {}
        }
    }

    private static void report(ContextMember found) {
        String name = found.attribute().name();
        var report =
                found.report("`SparkContext." + name + "` is out of reach: on Spark Connect tags group operations");
        if (!found.context().target().isAtLeast(SparkRelease.SPARK_4_0)) {
            return;
        }
        replacement(found, name)
                .flatMap(text -> found.replaced(
                        "Use `SparkSession." + text.substring(0, text.indexOf('(')) + "()`",
                        Applicability.UNSAFE,
                        text))
                .ifPresent(report::fix);
    }

    private static Optional<String> replacement(ContextMember found, String name) {
        if (found.call().isEmpty()) {
            return Optional.empty();
        }
        if (name.equals("cancelAllJobs")) {
            return Optional.of("interruptAll()");
        }
        String method = name.equals("setJobGroup") ? "addTag" : "interruptTag";
        return found.argument(0, "groupId")
                .map(group -> method + "(" + found.context().textOf(group) + ")");
    }
}
