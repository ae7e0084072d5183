package dev.reconnect.rules.jvm;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.facts.SparkRelease;
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

/** Finds schemas parsed by the JVM. */
@AutoService(PythonRule.class)
public final class JavaSchemaParser implements CallRule {

    private static final Set<String> PARSERS =
            Set.of("org.apache.spark.sql.types.StructType.fromDDL()", "org.apache.spark.sql.types.DataType.fromDDL()");

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute)
                || !attribute.name().equals("json")) {
            return;
        }
        JavaPath.of(attribute.value(), context)
                .filter(path -> PARSERS.contains(path.readable()))
                .ifPresent(path -> {
                    var report = path.report(
                            call, "The JVM's parser is out of reach; `DataType.fromDDL` parses from 4.0", context);
                    if (context.target().isAtLeast(SparkRelease.SPARK_4_0)) {
                        fix(call, attribute, context).ifPresent(report::fix);
                    }
                });
    }

    private static Optional<Fix> fix(Call call, Attribute attribute, RuleContext context) {
        Optional<Call> whole = reader(call, context);
        if (whole.isEmpty()
                || !(attribute.value() instanceof Call parser)
                || !Arguments.areJust(parser, 1)
                || Deletion.hasComment(whole.get().range(), context)) {
            return Optional.empty();
        }
        var imported = context.imports().use(ImportRequest.from("pyspark.sql.types", "DataType"), call.start());
        String text = imported.name() + ".fromDDL("
                + context.textOf(parser.arguments().get(0)) + ")";
        return Optional.of(new Fix(
                "Use `DataType.fromDDL`",
                Applicability.SAFE,
                List.of(Edit.replace(whole.get().range(), text)),
                imported.needed()));
    }

    /** What makes a Python schema of the JSON: {@code StructType.fromJson(json.loads(...))} or PySpark's private function. */
    private static Optional<Call> reader(Call call, RuleContext context) {
        return callAround(call, context, "pyspark.sql.types._parse_datatype_json_string")
                .or(() -> callAround(call, context, "json.loads")
                        .flatMap(loads -> callAround(loads, context, "pyspark.sql.types.StructType.fromJson")));
    }

    private static Optional<Call> callAround(Call argument, RuleContext context, String function) {
        return argument.parent().orElse(null) instanceof Call outer
                        && Arguments.areJust(outer, 1)
                        && outer.arguments().get(0) == argument
                        && context.model().qualifiedName(outer.function()).equals(Optional.of(function))
                ? Optional.of(outer)
                : Optional.empty();
    }
}
