package dev.reconnect.rules.rdd;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.Deletion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds frames taken to an RDD and straight back, {@code df.rdd.toDF(...)}. */
@AutoService(PythonRule.class)
public final class RddToFrame implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        FrameRddCall.find(call, "toDF", context).ifPresent(found -> report(found, context));
    }

    private static void report(FrameRddCall found, RuleContext context) {
        var report = found.report(context, FrameRddCall.MESSAGE);
        var roundTrip =
                new TextRange(found.rdd().selectorRange().start(), found.call().end());
        if (Deletion.hasComment(roundTrip, context)) {
            return;
        }
        if (found.hasNoArguments()) {
            report.fix(Fix.unsafe("Use the frame itself", Edit.delete(roundTrip)));
            return;
        }
        columnNames(found.call(), context)
                .ifPresent(names -> report.fix(Fix.unsafe(
                        "Name the columns with `DataFrame.toDF()`", Edit.replace(roundTrip, ".toDF(" + names + ")"))));
    }

    /** The names as they are written, where the only argument is a list of them. */
    private static Optional<String> columnNames(Call call, RuleContext context) {
        if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
            return Optional.empty();
        }
        var names = elements(call.arguments().get(0));
        boolean literal =
                !names.isEmpty() && names.stream().allMatch(name -> name instanceof Constant text && text.isString());
        return literal
                ? Optional.of(names.stream().map(context::textOf).collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    private static List<Expression> elements(Expression schema) {
        if (schema instanceof ListDisplay list) {
            return list.elements();
        }
        return schema instanceof Tuple tuple ? tuple.elements() : List.of();
    }
}
