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
import java.util.Optional;
import java.util.Set;

/** Finds loggers of the JVM. */
@AutoService(PythonRule.class)
public final class JavaLogger implements CallRule {

    private static final Set<String> FACTORIES = Set.of(
            "org.apache.log4j.LogManager.getLogger",
            "org.apache.log4j.Logger.getLogger",
            "org.apache.logging.log4j.LogManager.getLogger",
            "org.slf4j.LoggerFactory.getLogger");

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !(attribute.name().equals("getLogger") || attribute.name().equals("getRootLogger"))
                || context.isClaimed(call)) {
            return;
        }
        JavaPath.of(attribute, context).filter(JavaLogger::isLogger).ifPresent(path -> {
            var report = path.report(call, "The JVM's log is out of reach: a Connect client has no JVM", context);
            fix(call, attribute, context).ifPresent(report::fix);
        });
    }

    private static boolean isLogger(JavaPath path) {
        String root = path.readable().replace("getRootLogger", "getLogger");
        return FACTORIES.contains(root);
    }

    private static Optional<Fix> fix(Call call, Attribute attribute, RuleContext context) {
        boolean named = attribute.name().equals("getLogger") && Arguments.areJust(call, 1);
        boolean root = attribute.name().equals("getRootLogger") && Arguments.areJust(call, 0);
        if (!(named || root) || setsLevel(call) || Deletion.hasComment(call.range(), context)) {
            return Optional.empty();
        }
        String name = named ? context.textOf(call.arguments().get(0)) : "";
        var imported = context.imports().use(ImportRequest.of("logging"), call.start());
        var edit = Edit.replace(call.range(), imported.name() + ".getLogger(" + name + ")");
        return Optional.of(new Fix("Use `logging`", Applicability.UNSAFE, List.of(edit), imported.needed()));
    }

    private static boolean setsLevel(Call call) {
        return call.parent().orElse(null) instanceof Attribute next
                && next.name().equals("setLevel");
    }
}
