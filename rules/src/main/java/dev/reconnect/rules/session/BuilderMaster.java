package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
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
import java.util.Optional;

/** Finds masters given to the session builder. */
@AutoService(PythonRule.class)
public final class BuilderMaster implements CallRule {

    static final String SETTING = "spark.master";

    private static final String MESSAGE =
            "A master beside a Connect server raises `CANNOT_CONFIGURE_SPARK_CONNECT_MASTER`";

    @Override
    public void check(Call call, RuleContext context) {
        for (var setting : Setting.of(call)) {
            if (setting.name().equals(SETTING) && !setting.isAlone()) {
                Members.find(setting.method(), SparkNames.BUILDER, context)
                        .ifPresent(member -> report(setting, member.confidence(), context));
            }
        }
        if (!(call.function() instanceof Attribute attribute) || !namesMaster(attribute, call)) {
            return;
        }
        Members.find(attribute, SparkNames.BUILDER, context).ifPresent(member -> {
            var report = context.report(attribute, MESSAGE)
                    .symbol(SparkNames.BUILDER + ".master")
                    .confidence(member.confidence())
                    .covering(call);
            var link = new TextRange(attribute.selectorRange().start(), call.end());
            if (!Deletion.hasComment(link, context)) {
                boolean harmless = call.arguments().stream().allMatch(Effects::areNone);
                var edits = Layout.withoutCall(attribute, call, context).toArray(Edit[]::new);
                report.fix(harmless ? Fix.safe("Remove the master", edits) : Fix.unsafe("Remove the master", edits));
            }
        });
    }

    /** The master among other settings. */
    private static void report(Setting setting, Confidence confidence, RuleContext context) {
        var report = context.report(setting.place(), MESSAGE)
                .symbol(SparkNames.BUILDER + ".config")
                .confidence(confidence);
        boolean harmless = setting.value().filter(Effects::areNone).isPresent();
        setting.withoutIt(context)
                .map(edit -> harmless ? Fix.safe("Remove the master", edit) : Fix.unsafe("Remove the master", edit))
                .ifPresent(report::fix);
    }

    private static boolean namesMaster(Attribute attribute, Call call) {
        return switch (attribute.name()) {
            case "master" -> true;
            case "config" -> Arguments.findString(call, 0, "key").equals(Optional.of(SETTING));
            default -> false;
        };
    }
}
