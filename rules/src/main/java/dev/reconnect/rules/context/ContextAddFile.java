package dev.reconnect.rules.context;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.rules.Arguments;

/** Finds files that a program gives its workers through the context. */
@AutoService(PythonRule.class)
public final class ContextAddFile implements AttributeRule {

    @Override
    public void check(Attribute attribute, RuleContext context) {
        switch (attribute.name()) {
            case "addFile" -> report(attribute, "file", context);
            case "addPyFile" -> report(attribute, "pyfile", context);
            case "addArchive" -> report(attribute, "archive", context);
            default -> {}
        }
    }

    private static void report(Attribute attribute, String kind, RuleContext context) {
        ContextMember.find(attribute, attribute.name(), context).ifPresent(found -> {
            var report = found.report("`SparkContext." + attribute.name()
                    + "` is out of reach: a client uploads files with `SparkSession.addArtifact`");
            boolean plain =
                    found.call().filter(call -> Arguments.areJust(call, 1)).isPresent();
            if (plain) {
                var path = found.argument(0, "path").orElseThrow();
                found.replaced(
                                "Use `SparkSession.addArtifact()`",
                                Applicability.UNSAFE,
                                "addArtifact(" + context.textOf(path) + ", " + kind + "=True)")
                        .ifPresent(report::fix);
            }
        });
    }
}
