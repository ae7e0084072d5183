package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds descriptions of jobs set on the context. */
@AutoService(PythonRule.class)
public final class ContextJobDescription implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        switch (attribute.name()) {
            case "setJobDescription", "setInterruptOnCancel" ->
                ContextMember.find(attribute, attribute.name(), context).ifPresent(found -> {
                    var report = found.report("`SparkContext." + attribute.name()
                            + "` is out of reach: nothing on Spark Connect corresponds to it");
                    found.deleted("Remove the call", Applicability.SAFE).ifPresent(report::fix);
                });
            default -> {}
        }
    }
}
