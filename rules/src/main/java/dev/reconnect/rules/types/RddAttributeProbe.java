package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.types.Type;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;

/** Finds tests for an attribute `rdd` that raise on Spark Connect. */
@AutoService(PythonRule.class)
public final class RddAttributeProbe implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Name function)
                || !(function.id().equals("hasattr") || function.id().equals("getattr"))
                || context.model().bindingOf(function).isPresent()
                || call.arguments().size() < 2
                || !Arguments.findString(call, 1, "").equals(Optional.of("rdd"))) {
            return;
        }
        Expression probed = call.arguments().get(0);
        Type type = context.model().typeOf(probed);
        if (!type.mayBe(SparkNames.FRAME) && !type.isUnknown()) {
            return;
        }
        var report = context.report(
                        call, "Asking a Connect frame for `rdd` raises `PySparkNotImplementedError`, even in `hasattr`")
                .symbol(SparkNames.FRAME + ".rdd")
                .confidence(confidence(type))
                .covering(call.function());
        if (function.id().equals("hasattr") && Effects.areNone(probed)) {
            fix(call, context).ifPresent(report::fix);
        }
    }

    private static Confidence confidence(Type type) {
        if (type.isUnknown()) {
            return Confidence.POSSIBLE;
        }
        return type.isInstance(SparkNames.FRAME) ? Confidence.CERTAIN : Confidence.LIKELY;
    }

    /** What is asked for is whether this is a frame: on classic Spark every frame has an RDD. */
    private static Optional<Fix> fix(Call call, RuleContext context) {
        if (Deletion.hasComment(call.range(), context)) {
            return Optional.empty();
        }
        var imported = context.imports().use(ImportRequest.from("pyspark.sql", "DataFrame"), call.start());
        String probed = context.textOf(call.arguments().get(0));
        var edit = Edit.replace(call.range(), "isinstance(" + probed + ", " + imported.name() + ")");
        return Optional.of(new Fix("Ask for the class", Applicability.SAFE, List.of(edit), imported.needed()));
    }
}
