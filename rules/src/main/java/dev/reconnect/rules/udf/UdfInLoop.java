package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.ParameterForm;
import dev.reconnect.python.tree.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Finds UDFs made in a loop out of a lambda that reads the loop's variable. */
@AutoService(PythonRule.class)
public final class UdfInLoop implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (WorkerFunctions.functionGivenTo(call, context).orElse(null) instanceof Lambda lambda
                && call.range().contains(lambda.range())) {
            check(lambda, call, context);
        }
    }

    private static void check(Lambda lambda, Call maker, RuleContext context) {
        List<String> late = new ArrayList<>();
        for (Binding captured : context.model().freeVariables(lambda)) {
            if (isGivenByLoopAround(captured, lambda)) {
                late.add(captured.name());
            }
        }
        if (late.isEmpty()) {
            return;
        }
        var names = "`" + String.join("`, `", late) + "`";
        var report = context.report(
                lambda,
                "On Spark Connect a UDF reads " + names + " when the query runs: each one sees the loop's last value");
        if (lambda.parameters().all().stream().allMatch(parameter -> isPlain(parameter.form()))) {
            var title = "Bind " + names + " when the UDF is made";
            var edit = bind(lambda.parameters(), late, lambda);
            report.fix(isAppliedAtOnce(maker) ? Fix.safe(title, edit) : Fix.unsafe(title, edit));
        }
    }

    /** Whether the UDF is applied to columns where it is made; classic reads the variable then. */
    private static boolean isAppliedAtOnce(Call maker) {
        return maker.parent().orElse(null) instanceof Call application && application.function() == maker;
    }

    private static boolean isGivenByLoopAround(Binding captured, Node inside) {
        if (captured.kind() != BindingKind.FOR && captured.kind() != BindingKind.COMPREHENSION) {
            return false;
        }
        return captured.definitions().size() == 1
                && captured.definitions().stream().allMatch(definition -> isAround(definition.site(), inside));
    }

    /** Whether the loop, or the comprehension with the clause, holds the node. */
    private static boolean isAround(Node site, Node inside) {
        if (site instanceof Comprehension clause) {
            return clause.parent()
                    .filter(all -> all.range().contains(inside.range()))
                    .isPresent();
        }
        return site instanceof For loop && loop.range().contains(inside.range());
    }

    private static boolean isPlain(ParameterForm form) {
        return form == ParameterForm.POSITIONAL_ONLY || form == ParameterForm.POSITIONAL_OR_KEYWORD;
    }

    private static Edit bind(Parameters parameters, List<String> names, Lambda lambda) {
        var bound = new StringBuilder();
        for (var name : names) {
            bound.append(bound.length() == 0 && parameters.all().isEmpty() ? " " : ", ")
                    .append(name)
                    .append('=')
                    .append(name);
        }
        int end = parameters.all().isEmpty() ? lambda.start() + "lambda".length() : parameters.end();
        return Edit.insert(end, bound.toString());
    }
}
