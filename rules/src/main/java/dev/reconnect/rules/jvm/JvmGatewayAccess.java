package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.rules.Unread;
import java.util.Optional;

/** Finds ways into the JVM that no other rule knows the purpose of. */
@AutoService(PythonRule.class)
public final class JvmGatewayAccess implements AttributeRule {

    @Override
    public Phase phase() {
        return Phase.GENERAL;
    }

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (!JavaPath.isGateway(attribute.name())
                || context.isClaimed(attribute)
                || attribute.context() != ExpressionContext.LOAD) {
            return;
        }
        JavaPath.door(attribute, context)
                .filter(path -> !continuesAnother(attribute))
                .ifPresent(path -> {
                    Expression whole = outermost(attribute);
                    String target =
                            JavaPath.of(whole, context).map(JavaPath::readable).orElse("");
                    var report = context.report(attribute, message(attribute.name(), target))
                            .symbol(path.member().qualifiedName())
                            .confidence(path.confidence());
                    deletion(whole, target, context).ifPresent(report::fix);
                });
    }

    private static String message(String door, String target) {
        return target.isEmpty()
                ? "`" + door + "` is out of reach: a Connect client has no JVM"
                : "`" + target + "` is out of reach: a Connect client has no JVM behind `" + door + "`";
    }

    /** {@code sc._gateway.jvm} and {@code sc._jvm._gateway} are one way. */
    private static boolean continuesAnother(Attribute attribute) {
        return attribute.value() instanceof Attribute before && JavaPath.isGateway(before.name());
    }

    private static Expression outermost(Attribute attribute) {
        Expression whole = attribute;
        while (true) {
            if (whole.parent().orElse(null) instanceof Attribute next) {
                whole = next;
            } else if (whole.parent().orElse(null) instanceof Call call && call.function() == whole) {
                whole = call;
            } else {
                return whole;
            }
        }
    }

    /** A variable for a Java package or class, or for the Hadoop settings, that nothing reads any more. */
    private static Optional<Fix> deletion(Expression whole, String target, RuleContext context) {
        boolean plain = !target.replace("hadoopConfiguration()", "").contains("(");
        return plain ? Unread.deletion(whole, context) : Optional.empty();
    }
}
