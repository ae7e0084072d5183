package dev.reconnect.lift;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions and methods of one file: which of them a call runs, and which argument becomes which parameter. */
final class FileFunctions {
    private final RuleContext context;
    private @Nullable Map<FunctionDef, List<Call>> calls;
    private @Nullable Set<String> called;

    FileFunctions(RuleContext context) {
        this.context = context;
    }

    /** The function of this file that a call runs, and nothing around it. */
    Optional<FunctionDef> calledBy(Call call) {
        if (!(call.function() instanceof Name) && !(call.function() instanceof Attribute)) {
            return Optional.empty();
        }
        return context.model().functionCalled(call).filter(FileFunctions::isPlain);
    }

    private static boolean isPlain(FunctionDef function) {
        boolean plain = function.decorators().isEmpty() || isStatic(function);
        return plain && !function.isAsync();
    }

    private static boolean isStatic(FunctionDef function) {
        return function.decorators().size() == 1
                && function.decorators().get(0) instanceof Name name
                && name.id().equals("staticmethod");
    }

    /** The call that an expression is an argument of, by position or by name. */
    static Optional<Call> callWith(Expression argument) {
        var above = argument.parent().orElse(null);
        if (above instanceof Keyword keyword) {
            return keyword.parent().filter(Call.class::isInstance).map(Call.class::cast);
        }
        return above instanceof Call call && call.function() != argument ? Optional.of(call) : Optional.empty();
    }

    /** The parameter that the argument of a call of a function of this file becomes. */
    Optional<Parameter> parameterOf(Expression argument) {
        return callWith(argument)
                .flatMap(call -> calledBy(call).flatMap(function -> parameter(argument, call, function)));
    }

    private Optional<Parameter> parameter(Expression argument, Call call, FunctionDef function) {
        if (argument.parent().orElse(null) instanceof Keyword keyword) {
            return keyword.name().flatMap(name -> function.parameters().find(name));
        }
        int index = call.arguments().indexOf(argument);
        boolean spread = call.arguments().stream().limit(index + 1L).anyMatch(one -> one.kind() == NodeKind.STARRED);
        int position = index + (isBound(call, function) ? 1 : 0);
        var parameters = function.parameters().all();
        return !spread
                        && index >= 0
                        && position < parameters.size()
                        && UserFunction.isByPosition(parameters.get(position))
                ? Optional.of(parameters.get(position))
                : Optional.empty();
    }

    /** Whether the call hands over the object before its arguments. */
    private boolean isBound(Call call, FunctionDef function) {
        if (!(function.parent().orElse(null) instanceof ClassDef) || isStatic(function)) {
            return false;
        }
        return function.name().equals("__init__")
                || (call.function() instanceof Attribute method
                        && !(context.model().typeOf(method.value()) instanceof Type.ClassObject));
    }

    /** What the call gives for the parameter; absent where it leaves it to the default, or does not say it argument by argument. */
    Optional<Expression> argumentFor(Parameter parameter, Call call, FunctionDef function) {
        var arguments = new ArrayList<>(call.arguments());
        call.keywords().forEach(keyword -> arguments.add(keyword.value()));
        return arguments.stream()
                .filter(argument -> parameter(argument, call, function)
                        .filter(parameter::equals)
                        .isPresent())
                .findFirst();
    }

    /** Whether something of the function's name is called in the file at all, which costs no types. */
    boolean mayBeCalled(FunctionDef function) {
        var known = called;
        if (known == null) {
            var names = new HashSet<String>();
            context.tree().module().walk(node -> {
                if (node instanceof Call call && call.function() instanceof Name name) {
                    names.add(name.id());
                } else if (node instanceof Call call && call.function() instanceof Attribute attribute) {
                    names.add(attribute.name());
                }
            });
            known = names;
            called = known;
        }
        return function.name().equals("__init__") || known.contains(function.name());
    }

    /** All calls of the function; refused where there may be others. */
    List<Call> callsOf(FunctionDef function, Node place) throws Blocked {
        if (!isPlain(function)) {
            throw new Blocked(place, "the RDD goes through a function that a decorator changes");
        }
        if (context.model().isCalledElsewhere(function)) {
            throw new Blocked(place, "`" + function.name() + "` may be called from another file");
        }
        checkReferences(function);
        return calls().getOrDefault(function, List.of());
    }

    private Map<FunctionDef, List<Call>> calls() {
        var known = calls;
        if (known == null) {
            var found = new HashMap<FunctionDef, List<Call>>();
            context.tree().module().walk(node -> {
                if (node instanceof Call call) {
                    calledBy(call).ifPresent(function -> found.computeIfAbsent(function, key -> new ArrayList<>())
                            .add(call));
                }
            });
            known = found;
            calls = known;
        }
        return known;
    }

    /** A function that is handed on may be called by anybody. */
    private void checkReferences(FunctionDef function) throws Blocked {
        if (function.parent().orElse(null) instanceof ClassDef owner) {
            checkMembers(function, owner);
            return;
        }
        Optional<Binding> binding =
                context.model().scopes().definitionAt(function).map(Definition::binding);
        if (binding.isEmpty() || binding.get().isReassigned()) {
            throw new Blocked(function, "`" + function.name() + "` is defined more than once");
        }
        for (var name : binding.get().references()) {
            if (!isCalled(name)) {
                throw new Blocked(
                        name, "`" + function.name() + "` is handed on, and may be called with something else");
            }
        }
    }

    private void checkMembers(FunctionDef function, ClassDef owner) throws Blocked {
        boolean nested = context.model().scopeOf(owner).kind() == ScopeKind.FUNCTION;
        var strange = new ArrayList<Attribute>();
        context.tree().module().walk(node -> {
            if (node instanceof Attribute attribute
                    && attribute.name().equals(function.name())
                    && !isKnown(attribute)) {
                strange.add(attribute);
            }
        });
        if (nested || isSubclassed(owner)) {
            throw new Blocked(function, "`" + owner.name() + "." + function.name() + "` may be another class's");
        }
        if (!strange.isEmpty()) {
            throw new Blocked(
                    strange.get(0),
                    "it is not known for certain whether this is `" + owner.name() + "." + function.name() + "`");
        }
    }

    /** Whether it is known what the attribute is, and that it is called there. */
    private boolean isKnown(Attribute attribute) {
        return isCalled(attribute) && context.model().typeOf(attribute) instanceof Type.Callable;
    }

    private boolean isSubclassed(ClassDef owner) {
        var binding = context.model().scopes().definitionAt(owner).map(Definition::binding);
        return binding.isEmpty()
                || binding.get().isReassigned()
                || binding.get().references().stream()
                        .anyMatch(name -> name.parent().orElse(null) instanceof ClassDef);
    }

    private static boolean isCalled(Expression expression) {
        return expression.parent().orElse(null) instanceof Call call && call.function() == expression;
    }
}
