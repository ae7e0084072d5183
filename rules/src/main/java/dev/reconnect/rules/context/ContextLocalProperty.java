package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.rules.Arguments;

/** Finds local properties set and read through the context. */
@AutoService(PythonRule.class)
public final class ContextLocalProperty implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        String name = attribute.name();
        if (!name.equals("setLocalProperty") && !name.equals("getLocalProperty")) {
            return;
        }
        ContextMember.find(attribute, name, context).ifPresent(found -> {
            var report = found.report(
                    "`SparkContext." + name + "` is out of reach: jobs on the server do not see a client's properties");
            if (name.equals("setLocalProperty") && isAboutScheduling(found)) {
                found.deleted("Remove the call", Applicability.UNSAFE).ifPresent(report::fix);
            }
        });
    }

    private static boolean isAboutScheduling(ContextMember found) {
        return found.call()
                .flatMap(call -> Arguments.findString(call, 0, "key"))
                .filter(key -> key.equals("spark.scheduler.pool") || key.startsWith("callSite."))
                .isPresent();
    }
}
