package dev.reconnect.lift;

import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.ParameterForm;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.types.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function that an RDD method is given.
 *
 * @param parameters its parameters; none where the code is not in this file
 * @param lines what it assigns before it returns
 * @param result what it returns; absent where its body is more than assignments and a return
 * @param qualifiedName of a function of a library, such as {@code operator.add}; empty for functions of the program
 */
record UserFunction(
        Expression given,
        List<Parameter> parameters,
        List<Assign> lines,
        Optional<Expression> result,
        Optional<Node> code,
        String qualifiedName) {

    static UserFunction of(Expression given, RuleContext context) {
        if (given instanceof Lambda lambda) {
            return new UserFunction(
                    given, lambda.parameters().all(), List.of(), Optional.of(lambda.body()), Optional.of(lambda), "");
        }
        if (given instanceof Name name) {
            var definition = context.model().bindingOf(name).flatMap(UserFunction::definition);
            if (definition.isPresent()) {
                return of(given, definition.get());
            }
            var value = context.model().onlyValue(name);
            if (value.orElse(null) instanceof Lambda lambda) {
                return new UserFunction(
                        given,
                        lambda.parameters().all(),
                        List.of(),
                        Optional.of(lambda.body()),
                        Optional.of(lambda),
                        "");
            }
        }
        var library = given instanceof Name name && isBuiltin(name, context)
                ? "builtins." + name.id()
                : context.model().qualifiedName(given).orElse("");
        return new UserFunction(given, List.of(), List.of(), Optional.empty(), Optional.empty(), library);
    }

    /** Whether the name is one of Python's own, which nothing in the file hides. */
    static boolean isBuiltin(Name name, RuleContext context) {
        return context.model().bindingOf(name).isEmpty()
                && context.model()
                        .qualifiedName(name)
                        .filter(known -> known.equals(name.id()) || known.equals("builtins." + name.id()))
                        .isPresent();
    }

    private static UserFunction of(Expression given, FunctionDef function) {
        var lines = new ArrayList<Assign>();
        Optional<Expression> result = Optional.empty();
        boolean simple = true;
        for (Statement statement : function.body()) {
            if (statement instanceof Assign assign && result.isEmpty()) {
                lines.add(assign);
            } else if (statement instanceof Return end && result.isEmpty()) {
                result = end.value();
            } else {
                simple &= statement instanceof ExpressionStatement text && text.value() instanceof Constant;
            }
        }
        return new UserFunction(
                given,
                function.parameters().all(),
                List.copyOf(lines),
                simple ? result : Optional.empty(),
                Optional.of(function),
                "");
    }

    /** The function that a name stands for wherever it is read. */
    private static Optional<FunctionDef> definition(Binding binding) {
        return binding.definitions().size() == 1
                        && !binding.isReassigned()
                        && binding.definitions().get(0).site() instanceof FunctionDef function
                        && function.decorators().isEmpty()
                        && !function.isAsync()
                ? Optional.of(function)
                : Optional.empty();
    }

    /** Whether it takes so many arguments, all of them by position and none with a default. */
    boolean takes(int count) {
        return parameters.size() == count
                && parameters.stream()
                        .allMatch(parameter -> isByPosition(parameter)
                                && parameter.defaultValue().isEmpty());
    }

    static boolean isByPosition(Parameter parameter) {
        return parameter.form() == ParameterForm.POSITIONAL_ONLY
                || parameter.form() == ParameterForm.POSITIONAL_OR_KEYWORD;
    }

    boolean isLibrary(String name) {
        return qualifiedName.equals(name) || qualifiedName.equals("builtins." + name);
    }

    /**
     * Says why the function cannot go to workers as it is: a UDF is pickled when the plan is used, with all that it reads, which must be the
     * same then, and must not be something of Spark.
     */
    Optional<String> findTie(RuleContext context) {
        var life = LateBinding.life(given, context);
        return code.flatMap(body -> findTie(body, context, life, new HashSet<>()));
    }

    private static Optional<String> findTie(Node code, RuleContext context, Optional<TextRange> life, Set<Node> seen) {
        if (!seen.add(code)) {
            return Optional.empty();
        }
        for (Binding binding : context.model().scopes().freeVariables(code)) {
            var tie = findTie(binding, context, life, seen);
            if (tie.isPresent()) {
                return tie;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> findTie(
            Binding binding, RuleContext context, Optional<TextRange> life, Set<Node> seen) {
        if (binding.kind() == BindingKind.IMPORT) {
            return Optional.empty();
        }
        boolean changes = binding.definitions().size() != 1
                || !context.model().mutations(binding).isEmpty();
        boolean isSteady = LateBinding.isSteady(binding, life, context);
        if (changes && !isSteady) {
            return Optional.of("the function reads `" + binding.name() + "`, which changes");
        }
        for (Definition definition : binding.definitions()) {
            if (definition.site() instanceof FunctionDef function) {
                return findTie(function, context, life, seen);
            }
        }
        return (isSteady || hasOneValue(binding))
                        && binding.references().stream()
                                .allMatch(name -> isPlain(context.model().typeOf(name))
                                        && (isSteady
                                                || binding.kind() != BindingKind.PARAMETER
                                                || isUnchanging(context.model().typeOf(name))))
                ? Optional.empty()
                : Optional.of("the function reads `" + binding.name()
                        + "`, of which no type is known that a worker can be given");
    }

    /** Whether the variable has one value for as long as the function is there: that of a loop has many. */
    private static boolean hasOneValue(Binding binding) {
        return binding.kind() == BindingKind.PARAMETER
                || binding.definitions().get(0).value().isPresent();
    }

    /** Whether nothing can change a value of the type, be it known to the caller by another name. */
    private static boolean isUnchanging(Type type) {
        return type.alternatives().stream().allMatch(alternative -> alternative
                .className()
                .filter(name -> !Set.of("list", "dict", "set").contains(name))
                .isPresent());
    }

    /** Whether values of the type are data of Python, which pickle as they are. */
    private static boolean isPlain(Type type) {
        return type.alternatives().stream().allMatch(alternative -> alternative
                .className()
                .filter(Set.of(
                        "int",
                        "float",
                        "str",
                        "bool",
                        "None",
                        "bytes",
                        "tuple",
                        "list",
                        "dict",
                        "set",
                        "frozenset",
                        "re.Pattern")::contains)
                .isPresent());
    }

    /** Whether it does nothing with its argument but take parts out of it, so that a row in the place of a tuple makes no difference. */
    boolean onlyTakesParts(RuleContext context) {
        if (parameters.isEmpty() || code.isEmpty()) {
            return false;
        }
        var name = parameters.get(0).name();
        var scope = context.model().scopes().openedBy(code.get());
        var binding = scope.flatMap(opened -> opened.findOwn(name));
        return binding.isPresent()
                && binding.get().definitions().size() == 1
                && binding.get().references().stream().allMatch(UserFunction::isTakenApart);
    }

    private static boolean isTakenApart(Name use) {
        var above = use.parent().orElse(null);
        if (above instanceof Subscript subscript) {
            return subscript.value() == use && subscript.index().kind() != NodeKind.SLICE;
        }
        return above instanceof Assign assign
                && assign.value() == use
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Tuple;
    }

    /** Whether an annotation says what it returns: a function that is annotated as {@code float} may give an {@code int}. */
    boolean isAnnotated() {
        return code.filter(node -> node instanceof FunctionDef function
                        && function.returns().isPresent())
                .isPresent();
    }
}
