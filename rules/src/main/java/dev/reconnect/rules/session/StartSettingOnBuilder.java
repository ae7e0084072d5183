package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;

/** Finds settings that only a starting Spark takes, given to a session builder. */
@AutoService(PythonRule.class)
public final class StartSettingOnBuilder implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        for (var setting : Setting.of(call)) {
            if (StartSettings.contains(setting.name())) {
                report(setting, call, context);
            }
        }
    }

    private static void report(Setting setting, Call call, RuleContext context) {
        Members.find(setting.method(), SparkNames.BUILDER, context)
                .or(() -> Members.find(setting.method(), SparkNames.CONF, context))
                .ifPresent(member -> context.report(
                                setting.place(),
                                "`" + setting.name()
                                        + "` has no effect on Spark Connect: the server has started without it")
                        .symbol(member.qualifiedName())
                        .confidence(member.confidence())
                        .covering(call));
    }
}
