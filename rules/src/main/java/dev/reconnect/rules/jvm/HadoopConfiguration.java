package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds Hadoop settings changed through the context of the JVM. */
@AutoService(PythonRule.class)
public final class HadoopConfiguration implements CallRule {

    private static final Set<String> SETTERS =
            Set.of("set", "setInt", "setLong", "setBoolean", "setFloat", "setDouble");

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute) || !isAboutOneKey(attribute.name())) {
            return;
        }
        JavaPath.of(attribute.value(), context)
                .filter(path -> path.path().endsWith("hadoopConfiguration()"))
                .ifPresent(path -> {
                    var report = path.report(
                            call, "`hadoopConfiguration` is out of reach: a Connect client has no JVM", context);
                    fix(call, attribute, path, context).ifPresent(report::fix);
                });
    }

    private static boolean isAboutOneKey(String name) {
        return SETTERS.contains(name) || name.equals("unset") || name.equals("get");
    }

    private static Optional<Fix> fix(Call call, Attribute attribute, JavaPath path, RuleContext context) {
        boolean setting = SETTERS.contains(attribute.name());
        if (!Arguments.areJust(call, setting ? 2 : 1)) {
            return Optional.empty();
        }
        var receiver = new TextRange(call.start(), call.argumentsRange().start());
        if (Deletion.hasComment(receiver, context)) {
            return Optional.empty();
        }
        var session = Sessions.behind(path.root().value(), call, context);
        String method = setting ? "set" : attribute.name();
        List<Edit> edits = new ArrayList<>();
        edits.add(Edit.replace(receiver, session.text() + ".conf." + method));
        if (method.equals("get")) {
            edits.add(Edit.insert(call.end() - 1, ", None"));
        }
        return Optional.of(new Fix(
                "Use `SparkSession.conf`", session.applicability(Applicability.UNSAFE), edits, session.imports()));
    }
}
