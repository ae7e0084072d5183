package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.rules.Arguments;
import java.util.Locale;
import java.util.Set;

/** Finds log levels set on the context. */
@AutoService(PythonRule.class)
public final class ContextLogLevel implements AttributeRule {

    private static final Set<String> LEVELS = Set.of("ALL", "DEBUG", "ERROR", "FATAL", "INFO", "OFF", "TRACE", "WARN");

    @Override
    public void check(Attribute attribute, RuleContext context) {
        ContextMember.find(attribute, "setLogLevel", context).ifPresent(found -> {
            var report = found.report(
                    "`SparkContext.setLogLevel` is out of reach: the log is the server's, set by its `spark.log.level`");
            found.deleted("Remove the call", isValid(found) ? Applicability.SAFE : Applicability.UNSAFE)
                    .ifPresent(report::fix);
        });
    }

    private static boolean isValid(ContextMember found) {
        return found.call()
                .flatMap(call -> Arguments.findString(call, 0, "logLevel"))
                .filter(level -> LEVELS.contains(level.toUpperCase(Locale.ROOT)))
                .isPresent();
    }
}
