package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;

/** Finds JSON strings taken out of {@code DataFrame.toJSON()}, which is a frame on Spark Connect and an RDD of strings on classic. */
@AutoService(PythonRule.class)
public final class ToJsonRows implements CallRule {
    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute action)
                || !(action.value() instanceof Call json)
                || !(json.function() instanceof Attribute toJson)
                || !toJson.name().equals("toJSON")
                || !isAction(action.name())) {
            return;
        }
        Members.find(toJson, SparkNames.FRAME, context).ifPresent(member -> {
            if (takesRowsApart(call, action)) {
                context.claim(toJson, action);
                return;
            }
            var report = context.report(call, message(context))
                    .symbol("pyspark.sql.DataFrame.toJSON")
                    .confidence(member.confidence())
                    .covering(toJson, action);
            if (json.arguments().isEmpty() && json.keywords().isEmpty()) {
                report.fix(fix(call, action, json, toJson, context));
            }
        });
    }

    private static boolean isAction(String name) {
        return switch (name) {
            case "collect", "take", "first", "toLocalIterator" -> true;
            default -> false;
        };
    }

    /** Whether the code around takes the string out of each row already. */
    private static boolean takesRowsApart(Call call, Attribute action) {
        var parent = call.parent().orElse(null);
        if (parent instanceof Subscript subscript && subscript.value() == call) {
            return action.name().equals("first") || subscript.parent().orElse(null) instanceof Subscript;
        }
        return parent instanceof Comprehension;
    }

    private static String message(RuleContext context) {
        return context.target().isAtLeast(SparkRelease.SPARK_4_2)
                ? "`DataFrame.toJSON()` gives rows with a column `value` on Spark Connect, not strings"
                : "`DataFrame.toJSON()` raises `PySparkNotImplementedError` on Spark Connect before 4.2";
    }

    private static Fix fix(Call call, Attribute action, Call json, Attribute toJson, RuleContext context) {
        boolean hasToJson = context.target().isAtLeast(SparkRelease.SPARK_4_2);
        List<Edit> edits = new ArrayList<>();
        List<ImportRequest> imports = new ArrayList<>();
        boolean first = action.name().equals("first");
        if (!first) {
            boolean lazy = action.name().equals("toLocalIterator");
            edits.add(Edit.insert(call.start(), lazy ? "(row[0] for row in " : "[row[0] for row in "));
            edits.add(Edit.insert(call.end(), lazy ? ")" : "]"));
        } else {
            edits.add(Edit.insert(call.end(), "[0]"));
        }
        if (!hasToJson) {
            var functions = context.imports().use(ImportRequest.from("pyspark.sql", "functions", "F"), call.start());
            imports.addAll(functions.needed());
            var f = functions.name();
            edits.add(Edit.replace(
                    new TextRange(toJson.nameRange().start(), json.end()),
                    "select(" + f + ".to_json(" + f + ".struct(\"*\")).alias(\"value\"))"));
        }
        boolean exact = hasToJson && !first && isExactCount(call, action);
        return new Fix(
                "Take the string out of each row", exact ? Applicability.SAFE : Applicability.UNSAFE, edits, imports);
    }

    private static boolean isExactCount(Call call, Attribute action) {
        return !action.name().equals("take")
                || (call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Constant number
                        && number.intValue().isPresent());
    }
}
