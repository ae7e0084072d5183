package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds the master read from the context. */
@AutoService(PythonRule.class)
public final class ContextMaster implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        ContextMember.find(attribute, "master", context).ifPresent(found -> {
            var report = found.report("`SparkContext.master` is out of reach: a Connect client has no context");
            found.replaced("Read `spark.master`", Applicability.UNSAFE, "conf.get(\"spark.master\")")
                    .ifPresent(report::fix);
        });
    }
}
