package dev.reconnect.rules.udf;

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
import dev.reconnect.python.tree.Name;
import dev.reconnect.rules.Arguments;
import java.util.List;
import java.util.Optional;

/** Finds UDFs that are made by their class instead of {@code udf}, and so are classic ones always. */
@AutoService(PythonRule.class)
public final class UdfClassConstruction implements CallRule {
    private static final String CLASS = "pyspark.sql.udf.UserDefinedFunction";

    @Override
    public void check(Call call, RuleContext context) {
        boolean maybe = call.function() instanceof Name
                || (call.function() instanceof Attribute attribute
                        && attribute.name().equals("UserDefinedFunction"));
        if (!maybe
                || call.arguments().isEmpty()
                || !context.model()
                        .qualifiedName(call.function())
                        .filter(CLASS::equals)
                        .isPresent()) {
            return;
        }
        var report = context.report(
                        call,
                        "This class makes a classic UDF: its first use on Spark Connect fails with"
                                + " `[SESSION_OR_CONTEXT_NOT_EXISTS]`")
                .symbol(CLASS)
                .covering(call.function());
        fix(call, context).ifPresent(report::fix);
    }

    private static Optional<Fix> fix(Call call, RuleContext context) {
        boolean sameArguments = !Arguments.hasStarred(call)
                && (call.arguments().size() == 1 || call.arguments().size() == 2)
                && call.keywords().stream()
                        .allMatch(keyword ->
                                keyword.name().filter("returnType"::equals).isPresent());
        if (!sameArguments) {
            return Optional.empty();
        }
        var imported = context.imports().use(ImportRequest.from("pyspark.sql.functions", "udf"), call.start());
        var edit = Edit.replace(call.function().range(), imported.name());
        return Optional.of(new Fix("Use `udf()`", Applicability.UNSAFE, List.of(edit), imported.needed()));
    }
}
