package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.Name;
import java.util.Optional;

/** Finds Java objects behind objects of PySpark that no other rule knows the purpose of. */
@AutoService(PythonRule.class)
public final class JavaObjectAccess implements AttributeRule {

    @Override
    public Phase phase() {
        return Phase.GENERAL;
    }

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (context.isClaimed(attribute) || attribute.context() != ExpressionContext.LOAD) {
            return;
        }
        if (!JavaPath.isJavaObject(attribute.name())) {
            modelBehind(attribute, context).ifPresent(door -> report(attribute, door, context));
            return;
        }
        JavaPath.door(attribute, context).ifPresent(path -> context.report(
                        attribute,
                        "`" + attribute.name() + "` is out of reach: objects of a Connect client have no Java object")
                .symbol(path.member().qualifiedName())
                .confidence(path.confidence()));
    }

    /** The {@code _java_obj} of an estimator, transformer or model that this is a member of. */
    private static Optional<JavaPath> modelBehind(Attribute attribute, RuleContext context) {
        Expression value = attribute.value();
        if (value instanceof Name name) {
            value = context.model().onlyValue(name).orElse(name);
        }
        return value instanceof Attribute object && object.name().equals("_java_obj")
                ? JavaPath.door(object, context)
                        .filter(door -> door.member().owner().startsWith("pyspark.ml."))
                : Optional.empty();
    }

    private static void report(Attribute attribute, JavaPath door, RuleContext context) {
        var message = "`" + attribute.name()
                + "` is out of reach: `_java_obj` is the name of a class or of a model on the server, not a Java object";
        door.report(attribute, message, context);
    }
}
