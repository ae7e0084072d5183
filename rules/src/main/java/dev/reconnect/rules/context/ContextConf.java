package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Fix;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Members;
import java.util.Optional;

/** Finds the configuration of the context read through it. */
@AutoService(PythonRule.class)
public final class ContextConf implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        String name = attribute.name();
        if (!name.equals("getConf") && !name.equals("_conf")) {
            return;
        }
        ContextMember.find(attribute, name, context).ifPresent(found -> report(found, context));
    }

    private static void report(ContextMember found, RuleContext context) {
        var report = found.report("`SparkContext." + found.attribute().name()
                + "` is out of reach: a Connect client has `SparkSession.conf`");
        Expression conf = found.call().<Expression>map(call -> call).orElse(found.attribute());
        if (conf.parent().orElse(null) instanceof Attribute read
                && Members.callOf(read).isPresent()
                && !conf.isParenthesized()) {
            report.covering(read);
            fix(found, read, Members.callOf(read).get(), context).ifPresent(report::fix);
        }
    }

    private static Optional<Fix> fix(ContextMember found, Attribute read, Call call, RuleContext context) {
        int count = Arguments.hasStarred(call) || !call.keywords().isEmpty()
                ? -1
                : call.arguments().size();
        return switch (read.name()) {
            case "get" ->
                switch (count) {
                    case 1 -> rewritten(found, call, "", ".conf.get(" + argument(call, 0, context) + ", None)");
                    case 2 ->
                        rewritten(
                                found,
                                call,
                                "",
                                ".conf.get(" + argument(call, 0, context) + ", " + argument(call, 1, context) + ")");
                    default -> Optional.empty();
                };
            case "contains" ->
                count == 1
                        ? rewritten(
                                found, call, "(", ".conf.get(" + argument(call, 0, context) + ", None) is not None)")
                        : Optional.empty();
            case "getAll" ->
                count == 0 && context.target().isAtLeast(SparkRelease.SPARK_4_0)
                        ? rewritten(found, call, "list(", ".conf.getAll.items())")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Fix> rewritten(ContextMember found, Call call, String before, String after) {
        return found.rewritten("Use `SparkSession.conf`", Applicability.UNSAFE, call, before, after);
    }

    private static String argument(Call call, int position, RuleContext context) {
        return context.textOf(call.arguments().get(position));
    }
}
