package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Name;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;

/** Finds SQL contexts that a program makes. */
@AutoService(PythonRule.class)
public final class SqlContextConstruction implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        String name = context.model().qualifiedName(call.function()).orElse("");
        String type = name.endsWith(".getOrCreate") ? name.substring(0, name.lastIndexOf('.')) : name;
        if (!type.equals(SparkNames.SQL_CONTEXT) && !type.equals(SparkNames.HIVE_CONTEXT)) {
            return;
        }
        String simple = type.substring(type.lastIndexOf('.') + 1);
        var report = context.report(
                        call, "`" + simple + "` needs the JVM of a classic session; on Spark Connect use the session")
                .symbol(name)
                .covering(call.function());
        deletion(call, context).ifPresent(report::fix);
    }

    /** Once every use of the variable has become a use of the session. */
    private static Optional<Fix> deletion(Call call, RuleContext context) {
        if (!(call.parent().orElse(null) instanceof Assign assign)
                || assign.targets().size() != 1
                || !(assign.targets().get(0) instanceof Name variable)
                || !call.arguments().stream().allMatch(Effects::areNone)) {
            return Optional.empty();
        }
        boolean unused = context.model()
                .bindingOf(variable)
                .filter(binding -> binding.references().isEmpty() && !binding.isReassigned())
                .isPresent();
        List<Edit> edits = unused ? Deletion.of(assign, context) : List.of();
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fix("Remove the unused variable", Applicability.SAFE, edits, List.of()));
    }
}
