package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.rule.ExceptHandlerRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Try;
import dev.reconnect.python.tree.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds handlers of Py4J errors, which a Connect client never raises. */
@AutoService(PythonRule.class)
public final class Py4jErrorHandler implements ExceptHandlerRule {

    private static final Set<String> ERRORS =
            Set.of("py4j.protocol.Py4JJavaError", "py4j.protocol.Py4JError", "py4j.protocol.Py4JNetworkError");
    private static final Set<String> WIDER = Set.of(
            "Exception",
            "BaseException",
            "builtins.Exception",
            "builtins.BaseException",
            "pyspark.errors.PySparkException",
            "pyspark.errors.exceptions.base.PySparkException");

    @Override
    public void check(ExceptHandler handler, RuleContext context) {
        Optional<Expression> type = handler.type();
        if (type.isEmpty()) {
            return;
        }
        List<Expression> each = type.get() instanceof Tuple tuple ? tuple.elements() : List.of(type.get());
        boolean py4j = each.stream().anyMatch(one -> ERRORS.contains(nameOf(one, context)));
        if (!py4j || !isAboutSpark(context) || each.stream().anyMatch(one -> WIDER.contains(nameOf(one, context)))) {
            return;
        }
        var report = context.report(
                        type.get().range(),
                        "Nothing raises a Py4J error on Spark Connect: this handler no longer catches Spark's errors")
                .symbol(each.stream()
                        .map(one -> nameOf(one, context))
                        .filter(ERRORS::contains)
                        .findFirst()
                        .orElse(""));
        if (!isFollowedByWider(handler, context)) {
            report.fix(fix(type.get(), context));
        }
    }

    /** Py4J serves other programs too. */
    private static boolean isAboutSpark(RuleContext context) {
        String text = context.tree().text();
        return text.contains("spark") || text.contains("Spark");
    }

    private static String nameOf(Expression type, RuleContext context) {
        return context.model().qualifiedName(type).orElse(type instanceof Name name ? name.id() : "");
    }

    /** A later handler of Spark's own errors says already what becomes of them. */
    private static boolean isFollowedByWider(ExceptHandler handler, RuleContext context) {
        return handler.parent().orElse(null) instanceof Try statement
                && statement.handlers().stream()
                        .filter(other -> other != handler)
                        .flatMap(other -> other.type().stream())
                        .anyMatch(type -> nameOf(type, context).startsWith("pyspark."));
    }

    private static Fix fix(Expression type, RuleContext context) {
        var imported = context.imports().use(ImportRequest.from("pyspark.errors", "PySparkException"), type.start());
        Edit edit;
        if (type instanceof Tuple tuple && !tuple.elements().isEmpty()) {
            Expression last = tuple.elements().get(tuple.elements().size() - 1);
            edit = Edit.insert(last.end(), ", " + imported.name());
        } else {
            edit = Edit.replace(type.range(), "(" + context.textOf(type) + ", " + imported.name() + ")");
        }
        return new Fix("Catch `PySparkException` too", Applicability.UNSAFE, List.of(edit), imported.needed());
    }
}
