package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds members of SQL contexts that the session has too. */
@AutoService(PythonRule.class)
public final class SqlContextMember implements AttributeRule {

    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("sql", "sql"),
            Map.entry("table", "table"),
            Map.entry("read", "read"),
            Map.entry("readStream", "readStream"),
            Map.entry("streams", "streams"),
            Map.entry("createDataFrame", "createDataFrame"),
            Map.entry("range", "range"),
            Map.entry("udf", "udf"),
            Map.entry("udtf", "udtf"),
            Map.entry("newSession", "newSession"),
            Map.entry("registerFunction", "udf.register"),
            Map.entry("registerJavaFunction", "udf.registerJavaFunction"),
            Map.entry("setConf", "conf.set"),
            Map.entry("getConf", "conf.get"),
            Map.entry("cacheTable", "catalog.cacheTable"),
            Map.entry("uncacheTable", "catalog.uncacheTable"),
            Map.entry("clearCache", "catalog.clearCache"),
            Map.entry("dropTempTable", "catalog.dropTempView"),
            Map.entry("refreshTable", "catalog.refreshTable"));

    @Override
    public void check(Attribute attribute, RuleContext context) {
        String name = attribute.name();
        if (name.equals("getOrCreate")) {
            return;
        }
        Members.find(attribute, SparkNames.SQL_CONTEXT, context)
                .or(() -> Members.find(attribute, SparkNames.HIVE_CONTEXT, context))
                .ifPresent(member -> {
                    var report = context.report(
                                    attribute,
                                    "A Connect client cannot make an `SQLContext`; `" + name + "` is for the session")
                            .symbol(member.qualifiedName())
                            .confidence(member.confidence());
                    fix(attribute, context).ifPresent(report::fix);
                });
    }

    private static Optional<Fix> fix(Attribute attribute, RuleContext context) {
        String same = SAME.get(attribute.name());
        if (same != null) {
            var applicability = isUsedForItsValue(attribute) ? Applicability.UNSAFE : Applicability.SAFE;
            return Optional.of(fix(attribute, Edit.replace(attribute.nameRange(), same), applicability, context));
        }
        return switch (attribute.name()) {
            case "sparkSession" ->
                Optional.of(fix(attribute, Edit.delete(attribute.selectorRange()), Applicability.SAFE, context));
            case "registerDataFrameAsTable" -> tempView(attribute, context);
            case "tables" -> tables(attribute, context);
            case "tableNames" -> tableNames(attribute, context);
            default -> Optional.empty();
        };
    }

    /** {@code dropTempTable} gives nothing, {@code dropTempView} whether there was a view. */
    private static boolean isUsedForItsValue(Attribute attribute) {
        return attribute.name().equals("dropTempTable")
                && Members.callOf(attribute).flatMap(Members::statementOf).isEmpty();
    }

    private static Fix fix(Attribute attribute, Edit edit, Applicability best, RuleContext context) {
        var session = Sessions.replacing(attribute.value(), context);
        return new Fix(
                "Use the session", session.applicability(best), List.of(session.edit(), edit), session.imports());
    }

    private static Optional<Fix> tempView(Attribute attribute, RuleContext context) {
        return Members.callOf(attribute)
                .filter(call -> Arguments.areJust(call, 2) && !Deletion.hasComment(call.range(), context))
                .map(call -> Fix.safe(
                        "Use `createOrReplaceTempView`",
                        Edit.replace(
                                call.range(),
                                Layout.asReceiver(call.arguments().get(0), context)
                                        + ".createOrReplaceTempView("
                                        + context.textOf(call.arguments().get(1))
                                        + ")")));
    }

    private static Optional<Fix> tables(Attribute attribute, RuleContext context) {
        return whole(attribute, "", ".sql(\"SHOW TABLES\")", context);
    }

    private static Optional<Fix> tableNames(Attribute attribute, RuleContext context) {
        return whole(attribute, "[table.name for table in ", ".catalog.listTables()]", context);
    }

    private static Optional<Fix> whole(Attribute attribute, String before, String after, RuleContext context) {
        return Members.callOf(attribute)
                .filter(call -> Arguments.areJust(call, 0) && !Deletion.hasComment(call.range(), context))
                .map(call -> {
                    var session = Sessions.of(attribute.value(), context);
                    return new Fix(
                            "Use the session",
                            session.applicability(Applicability.UNSAFE),
                            List.of(Edit.replace(call.range(), before + session.text() + after)),
                            session.imports());
                });
    }
}
