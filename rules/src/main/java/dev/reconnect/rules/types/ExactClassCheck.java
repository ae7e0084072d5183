package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import java.util.Optional;

/** Finds comparisons of an object's class with a class that objects of a Connect client never have. */
@AutoService(PythonRule.class)
public final class ExactClassCheck implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Name function)
                || !function.id().equals("type")
                || context.model().bindingOf(function).isPresent()
                || !Arguments.areJust(call, 1)
                || !(call.parent().orElse(null) instanceof Compare compare)
                || compare.left() != call
                || compare.comparators().size() != 1) {
            return;
        }
        Expression other = compare.comparators().get(0);
        String name = context.model().qualifiedName(other).orElse("");
        if (ClassicClasses.connectModule(name, SparkRelease.SPARK_3_5).isEmpty()) {
            return;
        }
        String simple = ClassicClasses.simpleName(name);
        var report = context.report(compare, "The class of a Connect `" + simple + "` is never `" + name + "` itself")
                .symbol(name);
        fix(call, compare, other, context).ifPresent(report::fix);
    }

    private static Optional<Fix> fix(Call call, Compare compare, Expression other, RuleContext context) {
        if (Deletion.hasComment(compare.range(), context)) {
            return Optional.empty();
        }
        String test = "isinstance(" + context.textOf(call.arguments().get(0)) + ", " + context.textOf(other) + ")";
        return switch (compare.operators().get(0)) {
            case EQ, IS -> Optional.of(Fix.unsafe("Use `isinstance`", Edit.replace(compare.range(), test)));
            case NOT_EQ, IS_NOT ->
                compare.isParenthesized() || isCondition(compare)
                        ? Optional.of(Fix.unsafe("Use `isinstance`", Edit.replace(compare.range(), "not " + test)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isCondition(Compare compare) {
        return switch (compare.parent().map(Node::kind).orElse(NodeKind.MODULE)) {
            case IF, WHILE, RETURN, BOOL_OP, ASSERT, ASSIGN -> true;
            default -> false;
        };
    }
}
