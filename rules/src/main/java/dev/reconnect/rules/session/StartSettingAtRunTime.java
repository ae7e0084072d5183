package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Finds settings that only a starting Spark takes, set on a running session. */
@AutoService(PythonRule.class)
public final class StartSettingAtRunTime implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !(attribute.name().equals("set") || attribute.name().equals("unset"))) {
            return;
        }
        Optional<String> key = Arguments.findString(call, 0, "key").filter(StartSettings::contains);
        if (key.isEmpty()) {
            return;
        }
        Members.find(attribute, SparkNames.RUNTIME_CONF, context).ifPresent(member -> context.report(
                        attribute,
                        "`" + key.get() + "` cannot be changed in a session: it belongs to the server's start")
                .symbol(member.qualifiedName())
                .confidence(member.confidence())
                .covering(call));
    }
}
