package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds the version of Spark read from the context. */
@AutoService(PythonRule.class)
public final class ContextVersion implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        ContextMember.find(attribute, "version", context).ifPresent(found -> found.report(
                        "`SparkContext.version` is out of reach: a Connect client has no context")
                .fix(found.renamed("Use `SparkSession.version`", Applicability.SAFE, "version")));
    }
}
