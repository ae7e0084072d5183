package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Finds Hadoop settings given to a session builder under their prefix. */
@AutoService(PythonRule.class)
public final class BuilderHadoopSetting implements CallRule {

    private static final String PREFIX = "spark.hadoop.";

    @Override
    public void check(Call call, RuleContext context) {
        for (var setting : Setting.of(call)) {
            if (setting.name().startsWith(PREFIX)) {
                report(setting, call, context);
            }
        }
    }

    private static void report(Setting setting, Call call, RuleContext context) {
        Members.find(setting.method(), SparkNames.BUILDER, context)
                .or(() -> Members.find(setting.method(), SparkNames.RUNTIME_CONF, context))
                .ifPresent(member -> {
                    var report = context.report(
                                    setting.place(),
                                    "`spark.hadoop.` settings of a session reach no file system; without the prefix they do")
                            .symbol(member.qualifiedName())
                            .confidence(member.confidence())
                            .covering(call);
                    withoutPrefix(setting.key()).ifPresent(report::fix);
                });
    }

    private static Optional<Fix> withoutPrefix(Constant key) {
        return key.pieces().size() == 1
                ? Optional.of(key.pieces().get(0))
                        .filter(piece -> piece.content().length() >= PREFIX.length())
                        .map(piece -> new TextRange(
                                piece.content().start(), piece.content().start() + PREFIX.length()))
                        .map(range -> Fix.unsafe("Remove the prefix", Edit.delete(range)))
                : Optional.empty();
    }
}
