package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.SparkNames;

/** Finds tables of rows printed through the Java frame. */
@AutoService(PythonRule.class)
public final class JavaShowString implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !attribute.name().equals("showString")
                || !(attribute.value() instanceof Attribute object)
                || !object.name().equals("_jdf")) {
            return;
        }
        JavaPath.door(object, context)
                .filter(path -> path.member().isOf(SparkNames.FRAME))
                .ifPresent(path -> {
                    var report = path.report(
                            call, "`DataFrame._jdf` raises `PySparkAttributeError` on Spark Connect", context);
                    var link = new TextRange(
                            object.selectorRange().start(),
                            attribute.nameRange().end());
                    if (!call.arguments().isEmpty() && !Deletion.hasComment(link, context)) {
                        report.fix(Fix.safe("Use `DataFrame._show_string`", Edit.replace(link, "._show_string")));
                    }
                });
    }
}
