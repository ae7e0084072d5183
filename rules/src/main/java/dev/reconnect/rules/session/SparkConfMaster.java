package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;

/** Finds masters in a configuration object. */
@AutoService(PythonRule.class)
public final class SparkConfMaster implements CallRule {

    private static final String MESSAGE =
            "A master in the configuration of a Connect session raises `CANNOT_CONFIGURE_SPARK_CONNECT_MASTER`";

    @Override
    public void check(Call call, RuleContext context) {
        for (var setting : Setting.of(call)) {
            if (setting.name().equals(BuilderMaster.SETTING) && !setting.isAlone()) {
                Members.find(setting.method(), SparkNames.CONF, context)
                        .ifPresent(member -> report(setting, member.confidence(), context));
            }
        }
        if (!(call.function() instanceof Attribute attribute) || !namesMaster(attribute, call)) {
            return;
        }
        Members.find(attribute, SparkNames.CONF, context).ifPresent(member -> {
            var report = context.report(attribute, MESSAGE)
                    .symbol(SparkNames.CONF + "." + attribute.name())
                    .confidence(member.confidence())
                    .covering(call);
            var link = new TextRange(attribute.selectorRange().start(), call.end());
            if (!Deletion.hasComment(link, context) && call.arguments().stream().allMatch(Effects::areNone)) {
                report.fix(new Fix(
                        "Remove the master",
                        Applicability.SAFE,
                        Layout.withoutCall(attribute, call, context),
                        List.of()));
            }
        });
    }

    /** The master among other settings. */
    private static void report(Setting setting, Confidence confidence, RuleContext context) {
        var report = context.report(setting.place(), MESSAGE)
                .symbol(SparkNames.CONF + ".setAll")
                .confidence(confidence);
        if (setting.value().filter(Effects::areNone).isPresent()) {
            setting.withoutIt(context)
                    .map(edit -> Fix.safe("Remove the master", edit))
                    .ifPresent(report::fix);
        }
    }

    private static boolean namesMaster(Attribute attribute, Call call) {
        return switch (attribute.name()) {
            case "setMaster" -> true;
            case "set" -> Arguments.findString(call, 0, "key").equals(Optional.of(BuilderMaster.SETTING));
            default -> false;
        };
    }
}
