package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;

/** Finds checkpoint folders set and read through the context. */
@AutoService(PythonRule.class)
public final class ContextCheckpointDir implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        String name = attribute.name();
        if (!name.equals("setCheckpointDir") && !name.equals("getCheckpointDir")) {
            return;
        }
        ContextMember.find(attribute, name, context).ifPresent(found -> {
            var report = found.report("`SparkContext." + name
                    + "` is out of reach: the server's `spark.checkpoint.dir` says where checkpoints go");
            if (name.equals("setCheckpointDir")) {
                found.deleted("Remove the call", Applicability.UNSAFE).ifPresent(report::fix);
            }
        });
    }
}
