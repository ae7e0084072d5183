package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Layout;
import java.util.List;
import java.util.Optional;

/** Finds tests for classic classes that objects of a Connect client do not pass. */
@AutoService(PythonRule.class)
public final class ClassicClassCheck implements CallRule {

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Name function)
                || !(function.id().equals("isinstance") || function.id().equals("issubclass"))
                || context.model().bindingOf(function).isPresent()
                || !Arguments.areJust(call, 2)) {
            return;
        }
        Expression classes = call.arguments().get(1);
        List<Expression> each = classesOf(classes);
        if (namesConnectClass(each, context) || isTestedForConnectToo(call, context)) {
            return;
        }
        for (Expression type : each) {
            String name = context.model().qualifiedName(type).orElse("");
            var module = ClassicClasses.connectModule(name, context.target());
            if (module.isPresent()) {
                var report = context.report(call, message(name)).symbol(name).covering(call.function());
                fix(type, name, module.get(), context).ifPresent(report::fix);
                return;
            }
        }
    }

    private static List<Expression> classesOf(Expression classes) {
        return classes instanceof Tuple tuple ? tuple.elements() : List.of(classes);
    }

    /** Whether the condition around the test, or the {@code elif} behind it, asks for the Connect class by itself. */
    private static boolean isTestedForConnectToo(Call test, RuleContext context) {
        Node outermost = test;
        while (outermost.parent().orElse(null) instanceof BoolOp operation) {
            outermost = operation;
        }
        if (asksForConnect(outermost, test, context)) {
            return true;
        }
        Node above = outermost.parent().orElse(null);
        while (above instanceof If choice
                && choice.orElse().size() == 1
                && choice.orElse().get(0) instanceof If next) {
            if (asksForConnect(next.test(), test, context)) {
                return true;
            }
            above = next;
        }
        return false;
    }

    private static boolean asksForConnect(Node condition, Call test, RuleContext context) {
        String subject = context.textOf(test.arguments().get(0));
        var found = new boolean[1];
        condition.walk(node -> found[0] |= node instanceof Call call
                && call.function() instanceof Name function
                && function.id().equals("isinstance")
                && call.arguments().size() == 2
                && context.textOf(call.arguments().get(0)).equals(subject)
                && namesConnectClass(classesOf(call.arguments().get(1)), context));
        return found[0];
    }

    private static String message(String name) {
        String simple = ClassicClasses.simpleName(name);
        return "A Connect `" + simple + "` is not an instance of `" + name + "`: this test is false on Spark Connect";
    }

    private static boolean namesConnectClass(List<Expression> types, RuleContext context) {
        return types.stream().anyMatch(type -> context.textOf(type).contains("Connect") || connectClass(type, context));
    }

    private static boolean connectClass(Expression type, RuleContext context) {
        Expression meant = type;
        if (type instanceof Name name) {
            var definition = context.model().scopes().definitionsReaching(name);
            return definition.stream()
                    .anyMatch(one -> one.node() instanceof Alias alias
                            && alias.parent().orElse(null) instanceof ImportFrom from
                            && from.module().orElse("").startsWith("pyspark.sql.connect"));
        }
        return context.textOf(meant).contains("pyspark.sql.connect");
    }

    private static Optional<Fix> fix(Expression type, String name, String module, RuleContext context) {
        Optional<Name> base = baseOf(type);
        Optional<Binding> binding = base.flatMap(context.model()::bindingOf);
        if (binding.isEmpty()) {
            return Optional.empty();
        }
        String simple = ClassicClasses.simpleName(name);
        String connect = "Connect" + simple;
        Edit use = use(type, connect, context);
        Optional<Binding> known = context.model().scopeOf(type).resolve(connect);
        if (known.isPresent()) {
            return known.get().kind() == BindingKind.IMPORT
                    ? Optional.of(Fix.safe("Test for the Connect class too", use))
                    : Optional.empty();
        }
        List<Definition> imports = binding.get().definitions();
        if (imports.size() != 1
                || imports.get(0).kind() != BindingKind.IMPORT
                || !(imports.get(0).node().parent().orElse(null) instanceof Statement statement)) {
            return Optional.empty();
        }
        return guardedImport(lastOfImports(statement, type), module, simple, context.textOf(type), context)
                .map(edit -> Fix.safe("Test for the Connect class too", edit, use));
    }

    private static Optional<Name> baseOf(Expression type) {
        Expression base = type;
        while (base instanceof Attribute attribute) {
            base = attribute.value();
        }
        return base instanceof Name name ? Optional.of(name) : Optional.empty();
    }

    private static Edit use(Expression type, String connect, RuleContext context) {
        String text = context.textOf(type);
        boolean inTuple = type.parent().orElse(null) instanceof Tuple;
        return Edit.replace(type.range(), inTuple ? text + ", " + connect : "(" + text + ", " + connect + ")");
    }

    /** At the top of a file the last of the imports that follow one another, so that the block stays whole. */
    private static Statement lastOfImports(Statement statement, Expression use) {
        if (!(statement.parent().orElse(null) instanceof Module module)) {
            return statement;
        }
        Statement last = statement;
        boolean reached = false;
        for (Statement each : module.body()) {
            reached |= each == statement;
            boolean imports = each instanceof Import || each instanceof ImportFrom;
            if (reached && (!imports || each.end() > use.start())) {
                break;
            }
            last = reached ? each : last;
        }
        return last;
    }

    /** An import of the Connect class behind that of the classic one; without the packages that Connect needs there is no such object. */
    private static Optional<Edit> guardedImport(
            Statement statement, String module, String simple, String classic, RuleContext context) {
        String text = context.tree().text();
        int lineStart = text.lastIndexOf('\n', Math.max(statement.start() - 1, 0)) + 1;
        int lineEnd = context.tree().lines().lineEnd(context.tree().lines().line(statement.end()));
        String indent = statement.start() == 0 ? "" : text.substring(lineStart, statement.start());
        boolean alone =
                indent.isBlank() && text.substring(statement.end(), lineEnd).isBlank();
        if (!alone) {
            return Optional.empty();
        }
        String line = Layout.lineEnd(text) + indent;
        String unit = Layout.indentUnit(text);
        boolean top = statement.parent().orElse(null) instanceof Module;
        String added = (top ? Layout.lineEnd(text) : "") + line + "try:"
                + line + unit + "from " + module + " import " + simple + " as Connect" + simple
                + line + "except ImportError:"
                + line + unit + "Connect" + simple + " = " + classic;
        var last = new TextRange(statement.end() - 1, statement.end());
        return Optional.of(Edit.replace(last, last.substring(text) + added));
    }
}
