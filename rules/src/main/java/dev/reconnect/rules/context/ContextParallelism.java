package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds the default numbers of partitions read from the context. */
@AutoService(PythonRule.class)
public final class ContextParallelism implements AttributeRule {

    private static final String COUNT = "range(0, 65536).selectExpr(\"spark_partition_id()\").distinct().count()";

    @Override
    public void check(Attribute attribute, RuleContext context) {
        String name = attribute.name();
        if (!name.equals("defaultParallelism") && !name.equals("defaultMinPartitions")) {
            return;
        }
        ContextMember.find(attribute, name, context).ifPresent(found -> {
            var report = found.report(
                    "`SparkContext." + name + "` is out of reach: a Connect client does not know the server's cores");
            if (name.equals("defaultParallelism")) {
                found.replaced("Count the partitions of a small range", Applicability.UNSAFE, COUNT)
                        .ifPresent(report::fix);
            }
        });
    }
}
