package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Name;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.Members;
import java.util.Optional;
import java.util.Set;

/** Finds plans of queries taken from the Java frame. */
@AutoService(PythonRule.class)
public final class JavaQueryPlan implements CallRule {

    private static final Set<String> SHOWN = Set.of("toString", "simpleString", "explainString", "stats", "json");

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute) || !SHOWN.contains(attribute.name())) {
            return;
        }
        JavaPath.of(attribute.value(), context)
                .filter(path -> path.rootName().equals("_jdf") && path.path().startsWith("queryExecution()"))
                .ifPresent(path -> {
                    var report = path.report(call, message(attribute.name()), context);
                    fix(call, attribute, path, context).ifPresent(report::fix);
                });
    }

    private static String message(String name) {
        return name.equals("stats")
                ? "Sizes of a plan are out of reach on Spark Connect; `explain(\"cost\")` prints them"
                : "The plan's Java object is out of reach on Spark Connect; `DataFrame.explain` prints the plan";
    }

    /** Only what is printed on the spot can be printed by {@code explain}. */
    private static Optional<Fix> fix(Call call, Attribute attribute, JavaPath path, RuleContext context) {
        boolean whole = path.path().equals("queryExecution()")
                && (attribute.name().equals("toString") || attribute.name().equals("simpleString"));
        if (!whole
                || !call.range().contains(path.root().range())
                || !(call.parent().orElse(null) instanceof Call print)
                || !(print.function() instanceof Name name)
                || !name.id().equals("print")
                || context.model().bindingOf(name).isPresent()
                || !Arguments.areJust(print, 1)
                || Members.statementOf(print).isEmpty()
                || Deletion.hasComment(print.range(), context)) {
            return Optional.empty();
        }
        String frame = Layout.asReceiver(path.root().value(), context);
        String explain = attribute.name().equals("toString") ? ".explain(True)" : ".explain()";
        return Optional.of(Fix.unsafe("Use `DataFrame.explain`", Edit.replace(print.range(), frame + explain)));
    }
}
