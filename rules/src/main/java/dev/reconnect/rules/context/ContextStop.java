package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds contexts that are stopped. */
@AutoService(PythonRule.class)
public final class ContextStop implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        ContextMember.find(attribute, "stop", context)
                .ifPresent(found -> found.report("`SparkContext.stop` is out of reach: a Connect client has no context")
                        .fix(found.renamed("Use `SparkSession.stop()`", Applicability.SAFE, "stop")));
    }
}
