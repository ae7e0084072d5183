package dev.reconnect.rules.jvm;

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
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds catalog methods called through the Java session. */
@AutoService(PythonRule.class)
public final class JavaCatalogCall implements CallRule {

    private static final Set<String> METHODS = Set.of(
            "tableExists",
            "databaseExists",
            "functionExists",
            "currentDatabase",
            "setCurrentDatabase",
            "isCached",
            "cacheTable",
            "uncacheTable",
            "clearCache",
            "refreshTable",
            "refreshByPath",
            "dropTempView",
            "dropGlobalTempView",
            "recoverPartitions");

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute attribute) || !METHODS.contains(attribute.name())) {
            return;
        }
        JavaPath.of(attribute.value(), context)
                .filter(JavaCatalogCall::isCatalog)
                .ifPresent(path -> {
                    var report = path.report(
                            call,
                            "The Java catalog is out of reach on Spark Connect; `SparkSession.catalog` has the method",
                            context);
                    fix(call, attribute, path, context).ifPresent(report::fix);
                });
    }

    private static boolean isCatalog(JavaPath path) {
        return (path.rootName().equals("_jsparkSession") && path.path().equals("catalog()"))
                || (path.rootName().equals("_jcatalog") && path.path().isEmpty());
    }

    private static Optional<Fix> fix(Call call, Attribute attribute, JavaPath path, RuleContext context) {
        if (!call.keywords().isEmpty() || Arguments.hasStarred(call) || Deletion.hasComment(call.range(), context)) {
            return Optional.empty();
        }
        Optional<String> arguments = arguments(call, attribute.name(), context);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        String catalog;
        List<ImportRequest> imports = List.of();
        var applicability = Applicability.SAFE;
        if (path.rootName().equals("_jcatalog")) {
            if (!call.range().contains(path.root().range())) {
                return Optional.empty();
            }
            catalog = context.textOf(path.root().value());
        } else {
            var session = Sessions.behind(path.root().value(), call, context);
            catalog = session.text() + ".catalog";
            imports = session.imports();
            applicability = session.applicability(applicability);
        }
        String text = catalog + "." + attribute.name() + "(" + arguments.get() + ")";
        return Optional.of(new Fix(
                "Use `SparkSession.catalog`", applicability, List.of(Edit.replace(call.range(), text)), imports));
    }

    /** Java takes the database first, Python as a part of the name, or second. */
    private static Optional<String> arguments(Call call, String method, RuleContext context) {
        List<Expression> given = call.arguments();
        if (given.size() < 2) {
            return Optional.of(given.isEmpty() ? "" : context.textOf(given.get(0)));
        }
        if (given.size() > 2 || !(method.equals("tableExists") || method.equals("functionExists"))) {
            return Optional.empty();
        }
        String database = context.textOf(given.get(0));
        String name = context.textOf(given.get(1));
        return Optional.of(plainName(given.get(0))
                .flatMap(left -> plainName(given.get(1)).map(right -> "\"" + left + "." + right + "\""))
                .orElse(name + ", " + database));
    }

    private static Optional<String> plainName(Expression expression) {
        return expression instanceof Constant constant
                ? constant.stringValue()
                        .filter(value -> !value.isEmpty() && value.chars().allMatch(JavaCatalogCall::isPlain))
                : Optional.empty();
    }

    private static boolean isPlain(int c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
