package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Confidence;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Members;

/** Finds paths of added files asked for outside functions that run on workers. */
@AutoService(PythonRule.class)
public final class SparkFilesOnDriver implements CallRule {

    private static final String SPARK_FILES = "pyspark.SparkFiles";

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)) {
            return;
        }
        var member = Members.find(attribute, SPARK_FILES, context);
        if (member.isEmpty()) {
            return;
        }
        var report = context.report(attribute, message(attribute.name()))
                .symbol(SPARK_FILES + "." + attribute.name())
                .covering(call, attribute);
        report.confidence(context.model().isAtModuleLevel(call) ? member.get().confidence() : Confidence.POSSIBLE);
    }

    private static String message(String name) {
        return "`SparkFiles." + name + "` fails on a Connect client with a bare `AssertionError`; workers may call it";
    }
}
