package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.FunctionDefRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Finds functions for workers that use a session, a context or a frame of the driver. */
@AutoService(PythonRule.class)
public final class UdfCapturesSession implements CallRule, FunctionDefRule {
    @Override
    public void check(FunctionDef function, RuleContext context) {
        if (!function.decorators().isEmpty()
                && WorkerFunctions.makerOf(function, context).isPresent()) {
            checkCaptured(function, context);
        }
    }

    @Override
    public void check(Call call, RuleContext context) {
        WorkerFunctions.functionGivenTo(call, context)
                .or(() -> WorkerFunctions.functionGivenToMethod(call, context))
                .filter(function -> !isDecorated(function, context))
                .ifPresent(function -> checkCaptured(function, context));
    }

    private static boolean isDecorated(Node function, RuleContext context) {
        return function instanceof FunctionDef definition
                && WorkerFunctions.makerOf(definition, context).isPresent();
    }

    private static void checkCaptured(Node function, RuleContext context) {
        for (Binding captured : WorkerFunctions.captured(function, context)) {
            firstUseIn(function, captured)
                    .ifPresent(use -> kindOf(use, context).ifPresent(kind -> report(use, kind, context)));
        }
    }

    private static Optional<Name> firstUseIn(Node function, Binding binding) {
        return binding.references().stream()
                .filter(name -> function.range().contains(name.range()))
                .filter(name -> function instanceof Lambda || isInBody((FunctionDef) function, name))
                .findFirst();
    }

    private static boolean isInBody(FunctionDef function, Name name) {
        return !function.body().isEmpty()
                && name.start() >= function.body().get(0).start();
    }

    private static Optional<String> kindOf(Name use, RuleContext context) {
        var type = context.model().typeOf(use);
        if (type.isInstance(SparkNames.SESSION)) {
            return Optional.of("session");
        }
        if (type.isInstance(SparkNames.CONTEXT)) {
            return Optional.of("context");
        }
        return type.isInstance(SparkNames.FRAME) ? Optional.of("frame") : Optional.empty();
    }

    private static void report(Name use, String kind, RuleContext context) {
        context.report(
                use,
                "A function on a worker has no " + kind + ": using `" + use.id()
                        + "` there fails with `[NO_ACTIVE_SESSION]`");
    }
}
