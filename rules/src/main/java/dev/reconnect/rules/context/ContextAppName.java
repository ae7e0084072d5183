package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds the name of the application read from the context. */
@AutoService(PythonRule.class)
public final class ContextAppName implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        ContextMember.find(attribute, "appName", context).ifPresent(found -> {
            var report = found.report("`SparkContext.appName` is out of reach: a Connect client has no context");
            found.replaced("Read `spark.app.name`", Applicability.UNSAFE, "conf.get(\"spark.app.name\")")
                    .ifPresent(report::fix);
        });
    }
}
