package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.FunctionDefRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.Optional;

/** Finds UDFs that read a variable which the program changes after the UDF is made. */
@AutoService(PythonRule.class)
public final class UdfReadsChangedVariable implements CallRule, FunctionDefRule {
    @Override
    public void check(FunctionDef function, RuleContext context) {
        if (!function.decorators().isEmpty()
                && WorkerFunctions.makerOf(function, context).isPresent()) {
            checkCaptured(function, function, context);
        }
    }

    @Override
    public void check(Call call, RuleContext context) {
        WorkerFunctions.functionGivenTo(call, context).ifPresent(function -> checkCaptured(function, call, context));
    }

    private static void checkCaptured(Node function, Node maker, RuleContext context) {
        for (Binding captured : WorkerFunctions.captured(function, context)) {
            changeAfter(captured, maker, context).ifPresent(change -> firstUseIn(function, captured)
                    .ifPresent(use -> context.report(
                            use,
                            "On Spark Connect a UDF reads `" + captured.name()
                                    + "` when the query runs, and line "
                                    + context.tree().lines().line(change.start())
                                    + " changes it after the UDF is made")));
        }
    }

    private static Optional<Node> changeAfter(Binding captured, Node maker, RuleContext context) {
        return context.model().mutationsAfter(captured, maker.end()).stream().findFirst();
    }

    private static Optional<Name> firstUseIn(Node function, Binding binding) {
        return binding.references().stream()
                .filter(name -> function.range().contains(name.range()))
                .findFirst();
    }
}
