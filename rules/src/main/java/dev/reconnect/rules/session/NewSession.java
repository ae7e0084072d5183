package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;

/** Finds further sessions made from a session. */
@AutoService(PythonRule.class)
public final class NewSession implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (!attribute.name().equals("newSession") || context.target().isAtLeast(SparkRelease.SPARK_4_3)) {
            return;
        }
        if (isMereName(attribute, context)) {
            context.claim(attribute);
            return;
        }
        Members.find(attribute, SparkNames.SESSION, context).ifPresent(member -> {
            var report = context.report(
                            attribute, "`SparkSession.newSession` is not available on Spark Connect before 4.3")
                    .symbol(SparkNames.SESSION + ".newSession")
                    .confidence(member.confidence());
            fix(attribute, context).ifPresent(report::fix);
        });
    }

    /** The method of the class, not called: that exists on Connect too. */
    private static boolean isMereName(Attribute attribute, RuleContext context) {
        return Members.callOf(attribute).isEmpty()
                && context.model()
                        .qualifiedName(attribute.value())
                        .filter(SparkNames.SESSION::equals)
                        .isPresent();
    }

    private static Optional<Fix> fix(Attribute attribute, RuleContext context) {
        Optional<Call> call = Members.callOf(attribute)
                .filter(found -> Arguments.areJust(found, 0) && !Deletion.hasComment(found.range(), context));
        if (call.isEmpty() || !Effects.areNone(attribute.value())) {
            return Optional.empty();
        }
        var imported = Sessions.sessionClass(attribute, context);
        var edit = Edit.replace(call.get().range(), imported.name() + ".builder.create()");
        return Optional.of(
                new Fix("Let the builder create a session", Applicability.UNSAFE, List.of(edit), imported.needed()));
    }
}
