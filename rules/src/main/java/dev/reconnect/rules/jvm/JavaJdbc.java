package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;

/** Finds database connections opened in the JVM. */
@AutoService(PythonRule.class)
public final class JavaJdbc implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !attribute.name().equals("getConnection")) {
            return;
        }
        JavaPath.of(attribute, context)
                .filter(path -> path.readable().equals("java.sql.DriverManager.getConnection"))
                .ifPresent(path ->
                        path.report(call, "`DriverManager` is out of reach: a Connect client has no JVM", context));
    }
}
