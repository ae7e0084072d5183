package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import dev.reconnect.python.tree.While;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists that start empty: their elements are what is appended, as long as nothing else can put something in. So every use of the variable is
 * looked at; one that may hand the list on to code which changes it leaves the elements unknown.
 */
final class FilledLists {
    private static final int MOST_USES = 64;

    /** Methods of lists that put in nothing new. */
    private static final Set<String> KEEPING =
            Set.of("clear", "copy", "count", "index", "pop", "remove", "reverse", "sort");

    /** Functions and methods that only read the lists that they are given. */
    private static final Set<String> READING = Set.of(
            "len",
            "sorted",
            "sum",
            "min",
            "max",
            "print",
            "enumerate",
            "zip",
            "set",
            "tuple",
            "list",
            "any",
            "all",
            "reduce",
            "join",
            "union",
            "parallelize",
            "createDataFrame");

    private final Inference inference;

    FilledLists(Inference inference) {
        this.inference = inference;
    }

    /** The type of the list that an assignment to the name makes; absent where it does not start empty, or more may be in it. */
    Optional<Type> typeOf(Name name, Node site, Context context) {
        if (!(site instanceof Assign assign) || !isEmpty(assign.value())) {
            return Optional.empty();
        }
        var binding = context.model().scopes().bindingOf(name);
        if (binding.isEmpty() || !binding.get().definitions().stream().allMatch(FilledLists::startsEmpty)) {
            return Optional.empty();
        }
        return elements(binding.get(), context)
                .filter(elements -> !elements.isEmpty())
                .map(elements -> Types.bounded(Types.list(Type.union(elements))));
    }

    private static boolean startsEmpty(Definition definition) {
        return definition.kind() == BindingKind.ASSIGNMENT
                && definition.value().filter(FilledLists::isEmpty).isPresent();
    }

    private static boolean isEmpty(Expression value) {
        return value instanceof ListDisplay list && list.elements().isEmpty();
    }

    private Optional<List<Type>> elements(Binding binding, Context context) {
        var elements = new ArrayList<Type>();
        var uses = binding.references();
        if (uses.size() > MOST_USES) {
            return Optional.empty();
        }
        for (Name use : uses) {
            if (context.model().scopeOf(use) == binding.scope() && appended(use).isPresent()) {
                elements.add(Types.widen(
                        inference.typeOf(appended(use).get().arguments().get(0), context)));
            } else if (!isRead(use)) {
                return Optional.empty();
            }
        }
        return Optional.of(elements);
    }

    /** The statement {@code name.append(element)}. */
    private static Optional<Call> appended(Name use) {
        return use.parent().orElse(null) instanceof Attribute method
                        && method.name().equals("append")
                        && method.parent().orElse(null) instanceof Call call
                        && call.function() == method
                        && call.arguments().size() == 1
                        && call.arguments().get(0).kind() != NodeKind.STARRED
                        && call.parent().orElse(null) instanceof ExpressionStatement
                ? Optional.of(call)
                : Optional.empty();
    }

    private static boolean isRead(Name use) {
        var above = use.parent().orElse(null);
        if (above instanceof For loop) {
            return loop.iterable() == use;
        }
        if (above instanceof Comprehension loop) {
            return loop.iterable() == use;
        }
        if (above instanceof Return || above instanceof If || above instanceof While || isTest(above, use)) {
            return true;
        }
        if (above instanceof Subscript subscript) {
            return subscript.value() == use && subscript.context() == ExpressionContext.LOAD;
        }
        if (above instanceof Attribute method) {
            return KEEPING.contains(method.name());
        }
        return above instanceof Call call && call.function() != use && READING.contains(nameOf(call.function()));
    }

    private static boolean isTest(@Nullable Node above, Name use) {
        return (above instanceof IfExp choice && choice.test() == use)
                || (above instanceof UnaryOp negation && negation.operator() == UnaryOperator.NOT);
    }

    private static String nameOf(Expression function) {
        return function instanceof Name name
                ? name.id()
                : function instanceof Attribute attribute ? attribute.name() : "";
    }
}
