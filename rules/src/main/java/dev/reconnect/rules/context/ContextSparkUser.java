package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds the user read from the context. */
@AutoService(PythonRule.class)
public final class ContextSparkUser implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        ContextMember.find(attribute, "sparkUser", context).ifPresent(found -> {
            var report = found.report("`SparkContext.sparkUser` is out of reach: a Connect client has no context");
            found.call()
                    .flatMap(call -> found.replaced(
                            "Ask for `current_user()`",
                            Applicability.UNSAFE,
                            "sql(\"SELECT current_user()\").first()[0]"))
                    .ifPresent(report::fix);
        });
    }
}
