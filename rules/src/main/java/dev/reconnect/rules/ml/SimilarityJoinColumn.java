package dev.reconnect.rules.ml;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import java.util.Optional;

/** Finds similarity joins that name their distance column, a name that a Connect server does not heed. */
@AutoService(PythonRule.class)
public final class SimilarityJoinColumn implements CallRule {
    private static final int POSITION = 3;

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute method) || !method.name().equals("approxSimilarityJoin")) {
            return;
        }
        var column = column(call);
        if (column.isEmpty() || isRenamed(call)) {
            return;
        }
        context.model()
                .memberOf(method)
                .filter(member -> member.owner().startsWith("pyspark.ml.feature."))
                .ifPresent(member -> {
                    var report = context.report(
                                    method.nameRange(),
                                    "On Spark Connect `approxSimilarityJoin` heeds no `distCol`: the column is called `distCol`")
                            .symbol(member.qualifiedName())
                            .confidence(member.confidence());
                    if (column.get() instanceof Constant text && text.isString()) {
                        var rename = ".withColumnRenamed(\"distCol\", " + context.textOf(text) + ")";
                        report.fix(Fix.safe("Rename the column", Edit.insert(call.end(), rename)));
                    }
                });
    }

    private static Optional<Expression> column(Call call) {
        return call.arguments().size() > POSITION
                ? Optional.of(call.arguments().get(POSITION))
                : call.findKeyword("distCol").map(keyword -> keyword.value());
    }

    /** Whether a rename of the column follows already. */
    private static boolean isRenamed(Call call) {
        return call.parent().orElse(null) instanceof Attribute next
                && next.name().equals("withColumnRenamed");
    }
}
