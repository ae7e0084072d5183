package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;

/** Finds Java functions registered for SQL, which work only where the server has their class. */
@AutoService(PythonRule.class)
public final class JavaFunctionRegistration implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute method)
                || !(method.name().equals("registerJavaFunction")
                        || method.name().equals("registerJavaUDAF"))) {
            return;
        }
        context.model()
                .memberOf(method)
                .filter(member -> member.owner().startsWith("pyspark.sql."))
                .ifPresent(member -> context.report(
                                call,
                                "The class has to be on the class path of the Spark Connect server; the client has no JVM to load it")
                        .symbol(member.qualifiedName())
                        .confidence(member.confidence())
                        .covering(method));
    }
}
