package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import java.util.List;

/** Finds times, identifiers and pauses taken from Java's library. */
@AutoService(PythonRule.class)
public final class JavaUtilityCall implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)) {
            return;
        }
        switch (attribute.name()) {
            case "currentTimeMillis", "nanoTime", "sleep", "toString" -> look(call, attribute, context);
            default -> {}
        }
    }

    private static void look(Call call, Attribute attribute, RuleContext context) {
        JavaPath.of(attribute, context).ifPresent(path -> {
            switch (path.readable()) {
                case "java.lang.System.currentTimeMillis" ->
                    report(call, path, "time", "int(", ".time() * 1000)", 0, context);
                case "java.lang.System.nanoTime" -> report(call, path, "time", "", ".perf_counter_ns()", 0, context);
                case "java.lang.Thread.sleep" -> report(call, path, "time", "", ".sleep(", 1, context);
                case "java.util.UUID.randomUUID().toString" ->
                    report(call, path, "uuid", "str(", ".uuid4())", 0, context);
                default -> {}
            }
        });
    }

    private static void report(
            Call call, JavaPath path, String module, String before, String after, int count, RuleContext context) {
        var report = path.report(
                call, "Java's library is out of reach: a Connect client has no JVM; Python has its like", context);
        if (!Arguments.areJust(call, count) || Deletion.hasComment(call.range(), context)) {
            return;
        }
        var imported = context.imports().use(ImportRequest.of(module), call.start());
        String argument =
                count == 0 ? "" : "(" + context.textOf(call.arguments().get(0)) + ") / 1000)";
        String text = before + imported.name() + after + simplified(argument);
        report.fix(new Fix(
                "Use `" + module + "`",
                Applicability.SAFE,
                List.of(Edit.replace(call.range(), text)),
                imported.needed()));
    }

    /** `(500) / 1000` reads better without the parentheses. */
    private static String simplified(String argument) {
        int close = argument.indexOf(") / 1000)");
        String inner = close > 0 ? argument.substring(1, close) : "";
        boolean plain = !inner.isEmpty() && inner.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        return plain ? inner + " / 1000)" : argument;
    }
}
