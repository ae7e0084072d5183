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

/** Finds settings that only a starting Spark takes, given to a session builder. */
@AutoService(PythonRule.class)
public final class StartSettingOnBuilder implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !(attribute.name().equals("config") || attribute.name().equals("set"))) {
            return;
        }
        Optional<String> key = Arguments.findString(call, 0, "key").filter(StartSettings::contains);
        if (key.isEmpty()) {
            return;
        }
        Members.find(attribute, SparkNames.BUILDER, context)
                .or(() -> Members.find(attribute, SparkNames.CONF, context))
                .ifPresent(member -> context.report(
                                Members.place(attribute, context),
                                "`" + key.get() + "` has no effect on Spark Connect: the server has started without it")
                        .symbol(member.qualifiedName())
                        .confidence(member.confidence())
                        .covering(attribute, call));
    }
}
