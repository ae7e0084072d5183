package dev.reconnect.lift;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pipelines of a file: expressions that hand RDDs to one another, by chains of calls or by variables. */
final class Units {
    private final RuleContext context;
    private final List<Root> roots = new ArrayList<>();

    private Units(RuleContext context) {
        this.context = context;
    }

    /** What becomes of the value of a root. */
    enum Use {
        /** A variable keeps the RDD. */
        ASSIGNED,
        /** Nothing: the statement is there for what a method does. */
        STATEMENT,
        /** It is a method's result, and no RDD. */
        TAKEN,
        /** It goes to code that is not looked at. */
        ESCAPES
    }

    /**
     * An expression that is not itself part of a larger one over RDDs.
     *
     * @param variables those that hold RDDs, in it and for its value
     */
    record Root(Expression expression, Use use, Set<Binding> variables) {}

    /** The pipelines, each with its roots in source order. */
    static List<List<Root>> of(RuleContext context) {
        var units = new Units(context);
        context.tree().module().walk(node -> {
            if (node instanceof Expression expression && units.isRdd(expression)) {
                units.add(expression);
            }
        });
        return units.connected();
    }

    private boolean isRdd(Expression expression) {
        return context.model().typeOf(expression).mayBe(SparkNames.RDD);
    }

    private void add(Expression expression) {
        var above = expression.parent().orElse(null);
        if (above instanceof Attribute method
                && method.parent().orElse(null) instanceof Call call
                && call.function() == method) {
            if (!isRdd(call)) {
                roots.add(new Root(call, Use.TAKEN, variablesIn(expression)));
            }
            return;
        }
        if (above instanceof Call call && call.function() instanceof Attribute method && isRdd(method.value())) {
            return;
        }
        if (expression instanceof Name name && name.context() == ExpressionContext.STORE) {
            return;
        }
        roots.add(new Root(expression, use(above), variables(expression, above)));
    }

    private static Use use(@Nullable Node above) {
        if (above instanceof Assign assign
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Name) {
            return Use.ASSIGNED;
        }
        return above instanceof ExpressionStatement ? Use.STATEMENT : Use.ESCAPES;
    }

    private Set<Binding> variables(Expression expression, @Nullable Node above) {
        var variables = variablesIn(expression);
        if (use(above) == Use.ASSIGNED && above instanceof Assign assign) {
            context.model().bindingOf((Name) assign.targets().get(0)).ifPresent(variables::add);
        }
        return variables;
    }

    private Set<Binding> variablesIn(Expression expression) {
        var variables = new LinkedHashSet<Binding>();
        expression.walk(node -> {
            if (node instanceof Name name && isRdd(name)) {
                context.model().bindingOf(name).ifPresent(variables::add);
            }
        });
        return variables;
    }

    private List<List<Root>> connected() {
        IdentityHashMap<Binding, Binding> leaders = new IdentityHashMap<>();
        for (var root : roots) {
            Binding first = null;
            for (var variable : root.variables()) {
                if (first != null) {
                    leaders.put(leader(leaders, variable), leader(leaders, first));
                }
                first = variable;
            }
        }
        var units = new LinkedHashMap<Object, List<Root>>();
        for (var root : roots) {
            Optional<Binding> variable = root.variables().stream().findFirst();
            Object key = variable.<Object>map(some -> leader(leaders, some)).orElse(root);
            units.computeIfAbsent(key, some -> new ArrayList<>()).add(root);
        }
        return List.copyOf(units.values());
    }

    private static Binding leader(IdentityHashMap<Binding, Binding> leaders, Binding variable) {
        var at = variable;
        for (var next = leaders.get(at); next != null && next != at; next = leaders.get(at)) {
            at = next;
        }
        return at;
    }
}
