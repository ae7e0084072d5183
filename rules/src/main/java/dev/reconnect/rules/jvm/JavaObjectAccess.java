package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.ExpressionContext;

/** Finds Java objects behind objects of PySpark that no other rule knows the purpose of. */
@AutoService(PythonRule.class)
public final class JavaObjectAccess implements AttributeRule {

    @Override
    public Phase phase() {
        return Phase.GENERAL;
    }

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (!JavaPath.isJavaObject(attribute.name())
                || context.isClaimed(attribute)
                || attribute.context() != ExpressionContext.LOAD) {
            return;
        }
        JavaPath.door(attribute, context).ifPresent(path -> context.report(
                        attribute,
                        "`" + attribute.name() + "` is out of reach: objects of a Connect client have no Java object")
                .symbol(path.member().qualifiedName())
                .confidence(path.confidence()));
    }
}
