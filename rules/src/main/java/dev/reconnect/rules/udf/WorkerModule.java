package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.FunctionDefRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds functions for workers that need a module of the program, which the server's workers do not have. */
@AutoService(PythonRule.class)
public final class WorkerModule implements CallRule, FunctionDefRule {
    @Override
    public void check(FunctionDef function, RuleContext context) {
        if (!function.decorators().isEmpty()
                && WorkerFunctions.makerOf(function, context).isPresent()) {
            checkCaptured(function, context);
        }
    }

    @Override
    public void check(Call call, RuleContext context) {
        var given = WorkerFunctions.functionArgument(call, context);
        if (given.orElse(null) instanceof Name name) {
            importOf(context.model().bindingOf(name), context).ifPresent(module -> report(name, module, context));
        }
        WorkerFunctions.functionGivenTo(call, context)
                .or(() -> WorkerFunctions.functionGivenToMethod(call, context))
                .ifPresent(function -> checkCaptured(function, context));
    }

    private static void checkCaptured(Node function, RuleContext context) {
        for (Binding captured : WorkerFunctions.captured(function, context)) {
            importOf(Optional.of(captured), context).ifPresent(module -> captured.references().stream()
                    .filter(name -> function.range().contains(name.range()))
                    .findFirst()
                    .ifPresent(name -> report(name, module, context)));
        }
    }

    /** The import that brings the variable from a file of the program. */
    private static Optional<ImportFrom> importOf(Optional<Binding> binding, RuleContext context) {
        return binding.filter(found -> found.kind() == BindingKind.IMPORT && !found.isReassigned())
                .flatMap(found -> found.definitions().get(0).node().parent())
                .filter(ImportFrom.class::isInstance)
                .map(ImportFrom.class::cast)
                .filter(statement -> context.model().importedFile(statement).isPresent());
    }

    private static void report(Name use, ImportFrom from, RuleContext context) {
        if (context.isClaimed(use) || sendsFiles(context)) {
            return;
        }
        var module = from.module().orElse("");
        var report = context.report(
                use,
                "The server's workers do not have this program's files: `" + use.id()
                        + "` fails there with `ModuleNotFoundError`");
        if (from.level() > 0
                || module.isEmpty()
                || module.contains(".")
                || !context.target().isAtLeast(SparkRelease.SPARK_4_0)) {
            return;
        }
        sessionVariable(context).ifPresent(assign -> {
            var session = ((Name) assign.targets().get(0)).id();
            var imported = context.imports().use(ImportRequest.of(module), assign.start());
            var line = lineBreak(assign, context) + session + ".addArtifacts(" + imported.name()
                    + ".__file__, pyfile=True)";
            report.fix(Fix.unsafe("Send `" + module + "` to the workers", Edit.insert(assign.end(), line))
                    .importing(imported.needed().toArray(ImportRequest[]::new)));
        });
    }

    /** Whether the program sends files to workers in some way of its own. */
    private static boolean sendsFiles(RuleContext context) {
        boolean[] sends = {false};
        context.tree().module().walk(node -> {
            if (node instanceof Attribute attribute) {
                sends[0] |= switch (attribute.name()) {
                    case "addArtifact", "addArtifacts", "addPyFile" -> true;
                    default -> false;
                };
            }
        });
        return sends[0];
    }

    private static Optional<Assign> sessionVariable(RuleContext context) {
        List<Assign> made = new ArrayList<>();
        context.tree().module().walk(node -> {
            if (node instanceof Assign assign
                    && assign.targets().size() == 1
                    && assign.targets().get(0) instanceof Name
                    && isBuilt(assign.value())
                    && context.model().typeOf(assign.value()).isInstance(SparkNames.SESSION)) {
                made.add(assign);
            }
        });
        return made.size() == 1 ? Optional.of(made.get(0)) : Optional.empty();
    }

    private static boolean isBuilt(Expression value) {
        return value instanceof Call call
                && call.function() instanceof Attribute method
                && (method.name().equals("getOrCreate") || method.name().equals("create"));
    }

    /** A line end and the statement's own indentation. */
    private static String lineBreak(Assign assign, RuleContext context) {
        var text = context.tree().text();
        var lines = context.tree().lines();
        var start = text.substring(lines.lineStart(lines.line(assign.start())), assign.start());
        var end = text.contains("\r\n") ? "\r\n" : "\n";
        return end + (start.isBlank() ? start : "");
    }
}
