package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Layout;

/** Finds files handled through Hadoop's file system classes. */
@AutoService(PythonRule.class)
public final class JavaFileSystem implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute) || context.isClaimed(call)) {
            return;
        }
        switch (attribute.name()) {
            case "get", "newInstance", "Path", "getFileSystem" -> look(call, attribute, context);
            default -> {}
        }
    }

    private static void look(Call call, Attribute attribute, RuleContext context) {
        JavaPath.of(attribute, context)
                .filter(path -> isFileSystem(path.readable()))
                .ifPresent(path -> {
                    var report = path.report(
                            call, "Hadoop's `FileSystem` is out of reach: a Connect client has no JVM", context);
                    coverDoors(call, report, context);
                });
    }

    private static boolean isFileSystem(String path) {
        return path.equals("org.apache.hadoop.fs.FileSystem.get")
                || path.equals("org.apache.hadoop.fs.FileSystem.newInstance")
                || path.equals("org.apache.hadoop.fs.Path")
                || path.equals("org.apache.hadoop.fs.Path().getFileSystem");
    }

    /** The configuration that such a call is given comes through a door too; one finding is enough. */
    private static void coverDoors(Call call, RuleContext.Report report, RuleContext context) {
        call.walk(node -> {
            if (node instanceof Attribute attribute
                    && JavaPath.isGateway(attribute.name())
                    && Layout.startOnSameLine(call, attribute, context)) {
                report.covering(attribute);
            }
            if (node instanceof Call inner) {
                report.covering(inner);
            }
        });
    }
}
