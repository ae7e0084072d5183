package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import java.util.List;
import java.util.Optional;

/** Finds levels set on loggers of the JVM. */
@AutoService(PythonRule.class)
public final class JavaLogLevel implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !attribute.name().equals("setLevel")) {
            return;
        }
        JavaPath.of(attribute.value(), context).filter(JavaLogLevel::isLogger).ifPresent(path -> {
            var report = path.report(call, "Log levels of the JVM are out of reach: the log is the server's", context);
            call.arguments().forEach(argument -> coverDoor(argument, call, report, context));
            if (attribute.value() instanceof Call logger) {
                report.covering(logger);
            }
            deletion(call, context).ifPresent(report::fix);
        });
    }

    private static boolean isLogger(JavaPath path) {
        String made = path.readable();
        return made.endsWith("Logger()") && (made.contains("log4j") || made.contains("slf4j"));
    }

    private static void coverDoor(Expression argument, Call call, RuleContext.Report report, RuleContext context) {
        JavaPath.of(argument, context)
                .map(JavaPath::root)
                .filter(root -> call.range().contains(root.range()))
                .ifPresent(report::covering);
    }

    private static Optional<Fix> deletion(Call call, RuleContext context) {
        List<Edit> edits = Members.statementOf(call)
                .map(statement -> Deletion.of(statement, context))
                .orElse(List.of());
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fix("Remove the call", Applicability.SAFE, edits, List.of()));
    }
}
