package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.FlowGraph;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.ParameterForm;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Yield;
import dev.reconnect.python.tree.YieldFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions of the project: what their parameters get, what they return, what their decorators make of them. */
final class Functions {
    /** How far down the body of a function leads, counted in expressions: beyond the limit, annotations alone answer. */
    private static final int WEIGHT = 30;
    /** A function with more callers than this is taken to accept anything. */
    private static final int MAX_CALLERS = 40;

    private final Inference inference;

    Functions(Inference inference) {
        this.inference = inference;
    }

    private record CallOf(FunctionDef function, List<Type> arguments) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CallOf that && that.function == function && that.arguments.equals(arguments);
        }

        @Override
        public int hashCode() {
            return 31 * function.hashCode() + arguments.hashCode();
        }
    }

    private record ResultOf(FunctionDef function) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ResultOf that && that.function == function;
        }

        @Override
        public int hashCode() {
            return function.hashCode();
        }
    }

    /** The value that a {@code def} statement binds. */
    Type object(FunctionDef function, Context context) {
        if (function.decorators().isEmpty()) {
            return plain(function, null, context);
        }
        return inference.answer(context, function, () -> {
            Type value = plain(function, null, context);
            for (int i = function.decorators().size() - 1; i >= 0; i--) {
                value = decorated(value, function.decorators().get(i), context);
            }
            return value;
        });
    }

    private Type plain(FunctionDef function, @Nullable Type receiver, Context context) {
        var name = context.model().qualifiedName(function);
        return new Type.Callable(
                Optional.of(name), new CallTargets.Defined(context.model(), function, receiver, context));
    }

    private Type decorated(Type value, Expression decorator, Context context) {
        if (isPlain(decorator)) {
            return value;
        }
        Type type = inference.typeOf(decorator, context);
        if (type.isUnknown() || type instanceof Type.Union || type instanceof Type.ModuleType) {
            return value;
        }
        Type result = inference.calls().invoke(type, List.of(value), context);
        return result.isUnknown() ? value : result;
    }

    /** Decorators that leave a function what it is. */
    private static boolean isPlain(Expression decorator) {
        return switch (lastName(decorator)) {
            case "staticmethod",
                    "classmethod",
                    "abstractmethod",
                    "property",
                    "cached_property",
                    "lru_cache",
                    "cache",
                    "wraps",
                    "fixture",
                    "override",
                    "contextmanager",
                    "setter",
                    "getter",
                    "deleter",
                    "overload",
                    "singledispatch",
                    "parametrize",
                    "keyword_only",
                    "since" -> true;
            default -> false;
        };
    }

    static String lastName(Expression decorator) {
        Expression callee = decorator instanceof Call call ? call.function() : decorator;
        if (callee instanceof Name name) {
            return name.id();
        }
        return callee instanceof Attribute attribute ? attribute.name() : "";
    }

    static boolean hasDecorator(FunctionDef function, String name) {
        for (Expression decorator : function.decorators()) {
            if (lastName(decorator).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A method taken from an instance or class; the value itself where it is a property. */
    Type method(SourceClass type, Binding binding, FunctionDef last, Type receiver, Context context) {
        Context root = inference.root(type.model());
        FunctionDef function = last;
        if (hasDecorator(last, "setter") || hasDecorator(last, "deleter")) {
            for (var definition : binding.definitions()) {
                boolean getter = definition.node() instanceof FunctionDef def && isProperty(def);
                function = getter ? (FunctionDef) definition.node() : function;
            }
        }
        if (isProperty(function)) {
            return receiver instanceof Type.ClassObject
                    ? Type.UNKNOWN
                    : call(new CallTargets.Defined(type.model(), function, receiver, root), Arguments.of(List.of()));
        }
        if (hasDecorator(function, "staticmethod")) {
            return plain(function, null, root);
        }
        if (hasDecorator(function, "classmethod")) {
            Type self = receiver instanceof Type.Instance instance ? new Type.ClassObject(instance.type()) : receiver;
            return plain(function, self, root);
        }
        Type object = object(function, root);
        boolean unbound = receiver instanceof Type.ClassObject
                || !(object instanceof Type.Callable callable && callable.target() instanceof CallTargets.Defined);
        return unbound ? object : plain(function, receiver, root);
    }

    private static boolean isProperty(FunctionDef function) {
        return hasDecorator(function, "property") || hasDecorator(function, "cached_property");
    }

    /** What a call of the function gives. */
    Type call(CallTargets.Defined target, Arguments arguments) {
        Type declared = declared(target.function(), target.context());
        if (!isOpen(declared)) {
            return wrapped(target.function(), declared, true);
        }
        if (!inference.enter(WEIGHT)) {
            return declared;
        }
        Map<Parameter, Type> bound = bind(target, arguments);
        var call = new CallOf(target.function(), List.copyOf(bound.values()));
        Type result = inference.answer(
                target.context(),
                call,
                () -> result(target.function(), target.context().calling(call, target.function(), bound)));
        inference.leave(WEIGHT);
        return result;
    }

    private Map<Parameter, Type> bind(CallTargets.Defined target, Arguments arguments) {
        var bound = new LinkedHashMap<Parameter, Type>();
        int next = 0;
        boolean receiver = target.receiver() != null;
        for (Parameter parameter : target.function().parameters().all()) {
            Type given = null;
            switch (parameter.form()) {
                case POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD -> {
                    if (receiver) {
                        given = target.receiver();
                        receiver = false;
                    } else if (next < arguments.positional().size()) {
                        given = arguments.positional().get(next++);
                    } else {
                        given = arguments.named(parameter.name());
                    }
                }
                case KEYWORD_ONLY -> given = arguments.named(parameter.name());
                case VAR_POSITIONAL -> {
                    var rest = arguments.positional();
                    given = arguments.open() || next > rest.size()
                            ? Stubs.instance("tuple")
                            : Types.bounded(new Type.Tuple(rest.subList(next, rest.size())));
                    next = rest.size();
                }
                case VAR_KEYWORD -> given = Stubs.instance("dict", Types.of("str"), Type.UNKNOWN);
            }
            bound.put(parameter, given(parameter, given, arguments.open(), target));
        }
        return bound;
    }

    private Type given(Parameter parameter, @Nullable Type given, boolean open, CallTargets.Defined target) {
        Context context = target.context();
        if (given == null) {
            boolean known = parameter.defaultValue().isPresent() && !open;
            given = known ? inference.typeOf(parameter.defaultValue().get(), context) : Type.UNKNOWN;
        }
        var annotation = parameter.annotation();
        if (annotation.isEmpty() || isVariadic(parameter)) {
            return given;
        }
        Type declared = inference.annotations().typeOf(annotation.get(), context.root());
        if (given.isUnknown() || given.equals(Type.NONE)) {
            return declared.isUnknown() ? given : declared;
        }
        // An argument of a derived class, or with known parts, says more than the annotation.
        return inference.annotations().refine(declared, given);
    }

    private static boolean isVariadic(Parameter parameter) {
        return parameter.form() == ParameterForm.VAR_POSITIONAL || parameter.form() == ParameterForm.VAR_KEYWORD;
    }

    private Type declared(FunctionDef function, Context context) {
        return function.returns()
                .map(returns -> inference.annotations().typeOf(returns, context.root()))
                .orElse(Type.UNKNOWN);
    }

    private Type result(FunctionDef function, Context context) {
        Type declared = declared(function, context);
        if (!isOpen(declared)) {
            return wrapped(function, declared, !declared.isUnknown());
        }
        Type returned = returned(function, context);
        return declared.isUnknown() ? returned : inference.annotations().refine(declared, returned);
    }

    /** A declared generator or coroutine result is what the call gives; only {@code async} wraps it. */
    private static Type wrapped(FunctionDef function, Type declared, boolean known) {
        if (hasDecorator(function, "contextmanager") && declared instanceof Type.Instance instance) {
            return new Type.Instance(Stubs.shared().reference("contextlib.manager"), instance.arguments());
        }
        return function.isAsync() && known ? Stubs.instance("coroutine", declared) : declared;
    }

    /** Whether the body may say more than the declaration does. */
    private static boolean isOpen(Type declared) {
        if (declared.isUnknown()) {
            return true;
        }
        return declared instanceof Type.Instance instance
                && instance.arguments().isEmpty()
                && (Types.isSparkName(instance.type().name())
                        || instance.type().name().equals("list")
                        || instance.type().name().equals("dict")
                        || instance.type().name().equals("tuple"));
    }

    private Type returned(FunctionDef function, Context context) {
        var scope = context.model().scopes().openedBy(function).orElseThrow();
        FlowGraph graph = context.model().scopes().graph(scope);
        if (!graph.yields().isEmpty()) {
            return generator(function, graph, context);
        }
        if (isPlaceholder(function)) {
            return Type.UNKNOWN;
        }
        var types = new ArrayList<Type>();
        for (Return statement : graph.returns()) {
            types.add(statement
                    .value()
                    .map(value -> inference.typeOf(value, context))
                    .orElse(Type.NONE));
        }
        if (graph.isEndReachable()) {
            types.add(Type.NONE);
        }
        Type result = Type.union(types);
        return function.isAsync() ? Stubs.instance("coroutine", result) : result;
    }

    private Type generator(FunctionDef function, FlowGraph graph, Context context) {
        var types = new ArrayList<Type>();
        for (Node yield : graph.yields()) {
            if (yield instanceof Yield single) {
                types.add(single.value()
                        .map(value -> inference.typeOf(value, context))
                        .orElse(Type.NONE));
            } else if (yield instanceof YieldFrom all) {
                types.add(inference.expressions().iterated(inference.typeOf(all.value(), context), context));
            }
        }
        Type element = Types.widen(Type.union(types));
        if (hasDecorator(function, "contextmanager") || hasDecorator(function, "asynccontextmanager")) {
            return Stubs.instance("contextlib.manager", element);
        }
        return Stubs.instance("generator", element);
    }

    /** A body without code: an abstract method, a protocol, an overload. */
    private static boolean isPlaceholder(FunctionDef function) {
        for (Statement statement : function.body()) {
            boolean empty = statement.kind() == NodeKind.PASS
                    || (statement instanceof ExpressionStatement expression && expression.value() instanceof Constant);
            if (!empty
                    && !(statement.kind() == NodeKind.RAISE && function.body().size() <= 2)) {
                return false;
            }
        }
        return true;
    }

    /** What a lambda gives for these arguments. */
    Type call(CallTargets.Anonymous target, List<Type> arguments) {
        if (!inference.enter(WEIGHT)) {
            return Type.UNKNOWN;
        }
        var bound = new LinkedHashMap<Parameter, Type>();
        int next = 0;
        for (Parameter parameter : target.lambda().parameters().all()) {
            Type given = Type.UNKNOWN;
            if (isVariadic(parameter)) {
                given = Stubs.instance(parameter.form() == ParameterForm.VAR_POSITIONAL ? "tuple" : "dict");
            } else if (next < arguments.size()) {
                given = arguments.get(next++);
            } else if (parameter.defaultValue().isPresent()) {
                given = inference.typeOf(parameter.defaultValue().get(), target.context());
            }
            bound.put(parameter, given);
        }
        var call = new LambdaCall(target.lambda(), List.copyOf(bound.values()));
        Type result = inference.answer(
                target.context(),
                call,
                () -> inference.typeOf(target.lambda().body(), target.context().calling(call, target.lambda(), bound)));
        inference.leave(WEIGHT);
        return result;
    }

    private record LambdaCall(Lambda lambda, List<Type> arguments) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LambdaCall that && that.lambda == lambda && that.arguments.equals(arguments);
        }

        @Override
        public int hashCode() {
            return 31 * lambda.hashCode() + arguments.hashCode();
        }
    }

    /** What a parameter stands for: the argument under consideration, else what is known of all its callers. */
    Type parameter(Parameter parameter, Context context) {
        Type given = context.argument(parameter);
        if (given != null) {
            return given;
        }
        Node owner = parameter.parent().flatMap(Node::parent).orElse(null);
        Context root = context.root();
        if (owner instanceof Lambda lambda) {
            return ofLambda(parameter, lambda, context);
        }
        return owner instanceof FunctionDef function ? ofFunction(parameter, function, root) : Type.UNKNOWN;
    }

    private Type ofLambda(Parameter parameter, Lambda lambda, Context context) {
        int index = lambda.parameters().all().indexOf(parameter);
        Type passed = passed(lambda, index, context);
        if (!passed.isUnknown()) {
            return passed;
        }
        Node above = lambda.parent().orElse(null);
        if (above instanceof Assign assign
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Name target) {
            Binding binding = context.model().scopes().bindingOf(target).orElse(null);
            var types = new ArrayList<Type>();
            if (binding != null && binding.references().size() <= MAX_CALLERS) {
                for (Name name : binding.references()) {
                    Type type = ofReference(name, index, context);
                    if (type != null) {
                        types.add(type);
                    }
                }
            }
            if (!types.isEmpty()) {
                return Type.union(types);
            }
        }
        return parameter
                .defaultValue()
                .map(value -> Types.widen(inference.typeOf(value, context)))
                .orElse(Type.UNKNOWN);
    }

    private @Nullable Type ofReference(Name name, int index, Context context) {
        if (name.parent().orElse(null) instanceof Call call && call.function() == name) {
            return index < call.arguments().size()
                    ? inference.typeOf(call.arguments().get(index), context)
                    : null;
        }
        Type passed = passed(name, index, context);
        return passed.isUnknown() ? null : passed;
    }

    /** What a function that is itself an argument is called with. */
    private Type passed(Expression function, int index, Context context) {
        Node above = function.parent().orElse(null);
        Node call = above instanceof Keyword ? above.parent().orElse(null) : above;
        if (!(call instanceof Call called) || called.function() == function) {
            return Type.UNKNOWN;
        }
        Context at = context.of(context.model().scopes().scopeOf(called));
        return inference
                .calls()
                .expected(called, function, at)
                .filter(types -> index < types.size())
                .map(types -> types.get(index))
                .orElse(Type.UNKNOWN);
    }

    private Type ofFunction(Parameter parameter, FunctionDef function, Context root) {
        Type declared = parameter
                .annotation()
                .map(annotation -> inference.annotations().typeOf(annotation, root))
                .orElse(Type.UNKNOWN);
        if (parameter.form() == ParameterForm.VAR_POSITIONAL) {
            return Stubs.instance("tuple", declared);
        }
        if (parameter.form() == ParameterForm.VAR_KEYWORD) {
            return Stubs.instance("dict", Types.of("str"), declared);
        }
        ClassDef type = function.parent().orElse(null) instanceof ClassDef def ? def : null;
        int index = function.parameters().all().indexOf(parameter);
        if (type != null && index == 0 && !hasDecorator(function, "staticmethod")) {
            SourceClass self = inference.sourceClass(root.model(), type);
            boolean ofClass = hasDecorator(function, "classmethod")
                    || function.name().equals("__new__")
                    || function.name().equals("__init_subclass__");
            return ofClass ? new Type.ClassObject(self) : new Type.Instance(self);
        }
        if (!declared.isUnknown() && !isOpen(declared)) {
            return declared;
        }
        Type called = ofCallers(parameter, index, function, root);
        if (!declared.isUnknown()) {
            return inference.annotations().refine(declared, called);
        }
        if (called instanceof Type.Unknown unknown && unknown.isForeign()) {
            return called;
        }
        if (called.isUnknown() || called == Unions.NEVER || called.equals(Type.NONE)) {
            Type fallback = fallback(parameter, function, root);
            return fallback.isUnknown() && called.equals(Type.NONE) ? Type.UNKNOWN : fallback;
        }
        return called;
    }

    private Type fallback(Parameter parameter, FunctionDef function, Context root) {
        Type fixture = fixture(parameter, function, root);
        if (!fixture.isUnknown()) {
            return fixture;
        }
        Type conventional = Conventions.parameter(parameter, function, root.model());
        if (!conventional.isUnknown()) {
            return conventional;
        }
        Type value = parameter
                .defaultValue()
                .map(given -> Types.widen(inference.typeOf(given, root)))
                .orElse(Type.UNKNOWN);
        return value.equals(Type.NONE) ? Type.UNKNOWN : value;
    }

    /** A parameter of a test or fixture that is named after a fixture gets what that gives. */
    private Type fixture(Parameter parameter, FunctionDef function, Context root) {
        if (!function.name().startsWith("test") && !hasDecorator(function, "fixture")) {
            return Type.UNKNOWN;
        }
        inference.uses().key(Keys.ofFixture(parameter.name()));
        var fixture = inference.project().callers().fixture(parameter.name(), root.model());
        if (fixture == null || fixture.function() == function) {
            return Type.UNKNOWN;
        }
        Context there = inference.root(fixture.model());
        Type result =
                inference.answer(there, new ResultOf(fixture.function()), () -> result(fixture.function(), there));
        boolean yields = result instanceof Type.Instance instance
                && instance.type().name().equals("generator")
                && !instance.arguments().isEmpty();
        return yields ? ((Type.Instance) result).arguments().get(0) : result;
    }

    private Type ofCallers(Parameter parameter, int index, FunctionDef function, Context root) {
        inference.uses().key(Keys.ofName(function.name()));
        if (function.name().equals("__init__") && function.parent().orElse(null) instanceof ClassDef type) {
            inference.uses().key(Keys.ofName(type.name()));
        }
        List<Callers.Reference> references = root.model().callersOf(function);
        if (references.size() > MAX_CALLERS) {
            return Type.UNKNOWN;
        }
        var types = new ArrayList<Type>();
        for (Callers.Reference reference : references) {
            Type argument = argument(reference, parameter, index, function, root);
            if (argument != null) {
                types.add(Types.widen(argument));
            }
        }
        return types.isEmpty() ? Type.UNKNOWN : Type.union(types);
    }

    private @Nullable Type argument(
            Callers.Reference reference, Parameter parameter, int index, FunctionDef function, Context root) {
        Expression expression = reference.expression();
        Context at = inference.root(reference.model());
        Type value = inference.typeOf(expression, at);
        int receiver = receiverOffset(value, function, root);
        if (receiver < 0) {
            return null;
        }
        int position = index - receiver;
        if (expression.parent().orElse(null) instanceof Call call && call.function() == expression) {
            var named = call.findKeyword(parameter.name());
            if (named.isPresent()) {
                return inference.typeOf(named.get().value(), at);
            }
            if (position < 0 || position >= call.arguments().size()) {
                boolean open = call.arguments().stream().anyMatch(given -> given.kind() == NodeKind.STARRED)
                        || call.keywords().stream()
                                .anyMatch(keyword -> keyword.name().isEmpty());
                return open || parameter.defaultValue().isEmpty()
                        ? null
                        : inference.typeOf(parameter.defaultValue().get(), root);
            }
            Expression given = call.arguments().get(position);
            boolean starred = call.arguments().subList(0, position + 1).stream()
                    .anyMatch(other -> other.kind() == NodeKind.STARRED);
            return starred ? Type.UNKNOWN : inference.typeOf(given, at);
        }
        Type passed = position < 0 ? Type.UNKNOWN : passed(expression, position, at);
        return passed.isUnknown() ? null : passed;
    }

    /** How many leading parameters a reference to the function has bound already; -1 where it refers to something else. */
    private int receiverOffset(Type value, FunctionDef function, Context root) {
        for (Type option : value.alternatives()) {
            if (option instanceof Type.Callable callable
                    && callable.target() instanceof CallTargets.Defined target
                    && target.function() == function) {
                return target.receiver() == null ? 0 : 1;
            }
            if (option instanceof Type.ClassObject object
                    && object.type() instanceof SourceClass type
                    && function.name().equals("__init__")) {
                var init = inference.members().find(new Type.Instance(type), "__init__", root);
                boolean same = init != null
                        && init.type() instanceof Type.Callable callable
                        && callable.target() instanceof CallTargets.Defined target
                        && target.function() == function;
                if (same) {
                    return 1;
                }
            }
        }
        return -1;
    }
}
