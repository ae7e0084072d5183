package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.Unread;
import java.util.Optional;

/** Finds SQL contexts that a program makes. */
@AutoService(PythonRule.class)
public final class SqlContextConstruction implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        String name = context.model().qualifiedName(call.function()).orElse("");
        String type = name.endsWith(".getOrCreate") ? name.substring(0, name.lastIndexOf('.')) : name;
        if (!type.equals(SparkNames.SQL_CONTEXT) && !type.equals(SparkNames.HIVE_CONTEXT)) {
            return;
        }
        String simple = type.substring(type.lastIndexOf('.') + 1);
        var report = context.report(
                        call, "`" + simple + "` needs the JVM of a classic session; on Spark Connect use the session")
                .symbol(name)
                .covering(call.function());
        deletion(call, context)
                .map(fix -> asksForHive(call, context) ? asUnsafe(fix) : fix)
                .ifPresent(report::fix);
    }

    /** The constructor alone takes the session that is there, with whatever catalog it has. */
    private static boolean asksForHive(Call call, RuleContext context) {
        boolean gets = call.function() instanceof Attribute attribute
                && attribute.name().equals("getOrCreate")
                && isHive(attribute.value(), context);
        return gets
                || (isHive(call.function(), context)
                        && call.arguments().size() + call.keywords().size() > 1);
    }

    private static boolean isHive(Expression type, RuleContext context) {
        return context.model().qualifiedName(type).equals(Optional.of(SparkNames.HIVE_CONTEXT));
    }

    private static Fix asUnsafe(Fix fix) {
        return new Fix(fix.title(), Applicability.UNSAFE, fix.edits(), fix.imports());
    }

    /** Once every use of the variable has become a use of the session. */
    private static Optional<Fix> deletion(Call call, RuleContext context) {
        return call.arguments().stream().allMatch(Effects::areNone) ? Unread.deletion(call, context) : Optional.empty();
    }
}
