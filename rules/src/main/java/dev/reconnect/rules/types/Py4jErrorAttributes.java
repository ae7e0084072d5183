package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds attributes of errors that only classic Spark's errors have. */
@AutoService(PythonRule.class)
public final class Py4jErrorAttributes implements AttributeRule {

    private static final Set<String> NAMES = Set.of("java_exception", "stackTrace", "desc", "_origin", "_desc");

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (!NAMES.contains(attribute.name()) || !(attribute.value() instanceof Name name)) {
            return;
        }
        var handler = handlerOf(name, context);
        if (handler.isEmpty() || !isAboutSpark(handler.get(), context) || isAskedFor(attribute, context)) {
            return;
        }
        var report = context.report(
                attribute, "Errors of a Connect client have no `" + attribute.name() + "`; they have `getCondition()`");
        fix(attribute, name).ifPresent(report::fix);
    }

    private static Optional<ExceptHandler> handlerOf(Name name, RuleContext context) {
        var reaching = context.model().scopes().definitionsReaching(name);
        return reaching.size() == 1
                        && reaching.get(0).kind() == BindingKind.EXCEPT
                        && reaching.get(0).node() instanceof ExceptHandler handler
                ? Optional.of(handler)
                : Optional.empty();
    }

    /** Whether {@code hasattr(error, "desc")} decides over the use. */
    private static boolean isAskedFor(Attribute attribute, RuleContext context) {
        Node inner = attribute;
        for (Node outer = parentOf(inner); outer != null; outer = parentOf(outer)) {
            if (asks(outer, inner, attribute, context)) {
                return true;
            }
            inner = outer;
        }
        return false;
    }

    private static boolean asks(Node outer, Node inner, Attribute attribute, RuleContext context) {
        if (outer instanceof IfExp choice) {
            return choice.body() == inner && asks(choice.test(), attribute, context);
        }
        return outer instanceof If statement
                && statement.body().contains(inner)
                && asks(statement.test(), attribute, context);
    }

    private static @Nullable Node parentOf(Node node) {
        return node.parent().orElse(null);
    }

    private static boolean asks(Expression test, Attribute attribute, RuleContext context) {
        return test instanceof Call call
                && call.function() instanceof Name function
                && function.id().equals("hasattr")
                && call.arguments().size() == 2
                && context.textOf(call.arguments().get(0)).equals(context.textOf(attribute.value()))
                && call.arguments().get(1) instanceof Constant text
                && text.stringValue().filter(attribute.name()::equals).isPresent();
    }

    private static boolean isAboutSpark(ExceptHandler handler, RuleContext context) {
        return handler
                .type()
                .map(type -> type instanceof Tuple tuple ? tuple.elements() : List.of(type))
                .orElse(List.of())
                .stream()
                .anyMatch(type -> {
                    String name = context.model().qualifiedName(type).orElse("");
                    return name.startsWith("py4j.")
                            || name.startsWith("pyspark.sql.utils.")
                            || name.startsWith("pyspark.errors.");
                });
    }

    private static Optional<Fix> fix(Attribute attribute, Name name) {
        String text = "str(" + name.id() + ")";
        if (attribute.name().equals("desc") || attribute.name().equals("_desc")) {
            return Optional.of(Fix.unsafe("Use the message", Edit.replace(attribute.range(), text)));
        }
        boolean described = attribute.name().equals("java_exception")
                && attribute.parent().orElse(null) instanceof Attribute next
                && (next.name().equals("toString") || next.name().equals("getMessage"))
                && next.parent().orElse(null) instanceof Call call
                && call.function() == next;
        return described
                ? attribute
                        .parent()
                        .flatMap(Node::parent)
                        .map(call -> Fix.unsafe("Use the message", Edit.replace(call.range(), text)))
                : Optional.empty();
    }
}
