package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.stubs.StubSection;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.ParameterForm;
import dev.reconnect.python.tree.Starred;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What calls give. */
final class Calls {
    private static final String UDF = "pyspark.sql.udf.UserDefinedFunction";
    /** How far down a call leads, counted in expressions. */
    private static final int WEIGHT = 20;

    private final Inference inference;
    private final Frames frames;

    Calls(Inference inference) {
        this.inference = inference;
        this.frames = new Frames(inference);
    }

    Type call(Call call, Context context) {
        Type callee = inference.typeOf(call.function(), context);
        if (call.function() instanceof Name name && name.id().equals("super") && isBuiltin(callee, "super")) {
            return parentOf(call, context);
        }
        return invoke(callee, arguments(call, context), call, context);
    }

    /** A call with these positional arguments. */
    Type invoke(Type callee, List<Type> positional, Context context) {
        return invoke(callee, Arguments.of(positional), null, context);
    }

    private Arguments arguments(Call call, Context context) {
        var positional = new ArrayList<Supplier<Type>>(call.arguments().size());
        boolean open = false;
        for (Expression argument : call.arguments()) {
            if (argument instanceof Starred) {
                open = true;
            } else {
                positional.add(open ? () -> Type.UNKNOWN : inference.later(argument, context));
            }
        }
        var named = new LinkedHashMap<String, Supplier<Type>>();
        for (Keyword keyword : call.keywords()) {
            open |= keyword.name().isEmpty();
            keyword.name().ifPresent(name -> named.put(name, inference.later(keyword.value(), context)));
        }
        return Arguments.later(positional, named, open);
    }

    private Type invoke(Type callee, Arguments arguments, @Nullable Call call, Context context) {
        if (callee instanceof Type.Union union) {
            var types = new ArrayList<Type>();
            for (Type member : union.members()) {
                if (!member.equals(Type.NONE)) {
                    types.add(invoke(member, arguments, call, context));
                }
            }
            return Type.union(types);
        }
        if (!inference.enter(WEIGHT)) {
            return Type.UNKNOWN;
        }
        Type result = single(callee, arguments, call, context);
        inference.leave(WEIGHT);
        return Types.bounded(result);
    }

    private Type single(Type callee, Arguments arguments, @Nullable Call call, Context context) {
        if (callee instanceof Type.Unknown unknown) {
            return unknown.isForeign() && arguments.anyMatch(Types::touchesSpark) ? Type.UNKNOWN : callee;
        }
        if (callee instanceof Type.ClassObject object) {
            return constructed(object.type(), arguments, context);
        }
        if (callee instanceof Type.Callable callable) {
            return run(callable.target(), arguments, call, context);
        }
        if (callee instanceof Type.Instance instance) {
            if (instance.type() instanceof ForeignClass type) {
                return arguments.anyMatch(Types::touchesSpark) ? Type.UNKNOWN : new Type.Unknown(type.name());
            }
            var found = inference.members().find(instance, "__call__", context);
            return found == null ? Type.UNKNOWN : invoke(found.type(), arguments, call, context);
        }
        return Type.UNKNOWN;
    }

    private Type run(CallTarget target, Arguments arguments, @Nullable Call call, Context context) {
        if (target instanceof CallTargets.Declared declared) {
            return declared(declared, arguments, call, context);
        }
        if (target instanceof CallTargets.Defined defined) {
            return inference.functions().call(defined, arguments);
        }
        if (target instanceof CallTargets.Anonymous lambda) {
            return inference.functions().call(lambda, arguments.positional());
        }
        if (target instanceof CallTargets.Shape shape) {
            return Types.substitute(shape.returns(), Map.of());
        }
        if (target instanceof CallTargets.Partial partial) {
            var positional = new ArrayList<>(partial.first());
            positional.addAll(arguments.positional());
            return invoke(partial.function(), arguments.with(positional, true), null, context);
        }
        return Type.UNKNOWN;
    }

    private Type constructed(PythonClass type, Arguments arguments, Context context) {
        if (type instanceof ForeignClass || type instanceof SourceClass) {
            return new Type.Instance(type);
        }
        var stub = (StubClass) type;
        if (stub.name().equals("type") && arguments.positional().size() == 1) {
            return arguments
                    .first()
                    .className()
                    .<Type>map(name -> new Type.ClassObject(Stubs.shared().reference(name)))
                    .orElse(Type.UNKNOWN);
        }
        if (stub.name().equals("pyspark.sql.Row")) {
            return frames.row(arguments);
        }
        if (stub.variables().isEmpty()) {
            return new Type.Instance(stub);
        }
        var variables = new HashMap<String, Type>();
        stub.findOwn("__init__")
                .ifPresent(init -> match(choose(init.signatures(), arguments), arguments, variables, context));
        var types = new ArrayList<Type>();
        for (String variable : stub.variables()) {
            types.add(variables.getOrDefault(variable, Type.UNKNOWN));
        }
        boolean known = types.stream().anyMatch(argument -> !argument.isUnknown());
        return new Type.Instance(stub, known ? types : List.of());
    }

    private Type declared(CallTargets.Declared target, Arguments given, @Nullable Call call, Context context) {
        Type special = special(target, given, context);
        if (special != null) {
            return special;
        }
        Arguments arguments = given;
        Type receiver = target.receiver();
        if (target.owner() != null && receiver == null && !isStatic(target)) {
            // A method taken from its class: the receiver comes first.
            receiver = given.positional().isEmpty()
                    ? Type.UNKNOWN
                    : given.positional().get(0).withoutNone();
            var rest = given.positional().isEmpty()
                    ? given.positional()
                    : given.positional().subList(1, given.positional().size());
            arguments = given.with(rest, given.open());
        }
        var variables = new HashMap<String, Type>();
        Signature signature = choose(target.signatures(), arguments);
        bindReceiver(signature, receiver, variables);
        if (Types.isGeneric(signature.returns())) {
            match(signature, arguments, variables, context);
        }
        Type result = Types.substitute(signature.returns(), variables);
        Type refined = frames.refine(target, receiver, call, arguments, result, context);
        boolean sure = !(receiver instanceof Type.Instance instance) || instance.confidence() == Confidence.CERTAIN;
        return sure ? refined : refined.atMost(Confidence.LIKELY);
    }

    private static boolean isStatic(CallTargets.Declared target) {
        var owner = target.owner();
        if (owner == null) {
            return true;
        }
        var member = owner.findOwn(target.name().substring(target.name().lastIndexOf('.') + 1));
        return member.isPresent() && member.get().kind() == StubSection.Kind.STATIC_METHOD;
    }

    private static void bindReceiver(Signature signature, @Nullable Type receiver, Map<String, Type> variables) {
        if (receiver == null) {
            return;
        }
        variables.put("Self", receiver);
        if (signature.receiver() != null) {
            Types.unify(signature.receiver(), receiver, variables);
        }
        if (Types.asInstance(receiver) instanceof Type.Instance instance) {
            Types.variablesOf(instance).forEach(variables::putIfAbsent);
        }
    }

    /** Calls whose result no signature can say. */
    private @Nullable Type special(CallTargets.Declared target, Arguments arguments, Context context) {
        return switch (target.name()) {
            case "pyspark.sql.functions.udf", "pyspark.sql.functions.pandas_udf", "pyspark.sql.functions.arrow_udf" -> {
                Type first = arguments.positional().isEmpty() ? arguments.named("f", Type.UNKNOWN) : arguments.first();
                Type made = Stubs.instance(UDF);
                yield first instanceof Type.Callable
                        ? made
                        : new Type.Callable(Optional.empty(), new CallTargets.Shape(Optional.empty(), made));
            }
            case "builtins.zip" -> {
                var parts = new ArrayList<Type>();
                for (Type part : arguments.positional()) {
                    parts.add(inference.expressions().iterated(part, context));
                }
                yield Stubs.instance("iterator", arguments.open() ? Stubs.instance("tuple") : new Type.Tuple(parts));
            }
            case "builtins.getattr" -> attributeNamed(arguments, context);
            case "builtins.divmod" ->
                arguments.positional().size() == 2
                                && arguments.positional().stream().allMatch(part -> part.isInstance("int"))
                        ? new Type.Tuple(List.of(Types.of("int"), Types.of("int")))
                        : null;
            case "functools.partial" ->
                arguments.positional().isEmpty()
                        ? Type.UNKNOWN
                        : new Type.Callable(
                                Optional.empty(),
                                new CallTargets.Partial(
                                        arguments.first(),
                                        List.copyOf(arguments
                                                .positional()
                                                .subList(
                                                        1,
                                                        arguments.positional().size()))));
            case "builtins.vars", "builtins.globals", "builtins.locals", "builtins.eval" -> Type.UNKNOWN;
            default -> MatchTypes.of(target, arguments);
        };
    }

    private Type attributeNamed(Arguments arguments, Context context) {
        if (arguments.positional().size() < 2 || !(arguments.positional().get(1) instanceof Type.Literal name)) {
            return Type.UNKNOWN;
        }
        Type value = name.stringValue()
                .map(text -> inference.members().type(arguments.first(), text, context))
                .orElse(Type.UNKNOWN);
        return arguments.positional().size() > 2
                ? Type.union(List.of(value, arguments.positional().get(2)))
                : value;
    }

    private static boolean isBuiltin(Type type, String name) {
        return type instanceof Type.ClassObject object && object.type().name().equals(name);
    }

    private Type parentOf(Call call, Context context) {
        for (var scope = context.model().scopes().scopeOf(call); ; ) {
            if (scope.kind() == ScopeKind.CLASS && scope.node() instanceof ClassDef type) {
                for (Type base : inference.sourceClass(context.model(), type).bases()) {
                    if (base instanceof Type.Instance) {
                        return base;
                    }
                }
                return Type.UNKNOWN;
            }
            var outer = scope.parent();
            if (outer.isEmpty()) {
                return Type.UNKNOWN;
            }
            scope = outer.get();
        }
    }

    /** The types that a function passed as this argument will be called with; absent where that is not known. */
    Optional<List<Type>> expected(Call call, Expression argument, Context context) {
        Type callee = inference.typeOf(call.function(), context);
        for (Type option : callee.alternatives()) {
            Signature signature = null;
            var variables = new HashMap<String, Type>();
            Type receiver = null;
            if (option instanceof Type.Callable callable && callable.target() instanceof CallTargets.Declared target) {
                signature = choose(target.signatures(), arguments(call, context));
                receiver = target.receiver();
                bindReceiver(signature, receiver, variables);
            } else if (option instanceof Type.Callable callable
                    && callable.target() instanceof CallTargets.Defined target) {
                return expectedByProject(target, call, argument);
            }
            if (signature == null) {
                continue;
            }
            matchPlain(signature, arguments(call, context), variables, context);
            Signature.Parameter parameter = parameterOf(signature, call, argument);
            Type.Callable shape = parameter == null ? null : shapeOf(parameter.type());
            if (shape != null
                    && ((CallTargets.Shape) shape.target()).parameters().isPresent()) {
                Type found = frames.withRows(receiver, Types.substitute(shape, variables));
                return ((CallTargets.Shape) ((Type.Callable) found).target()).parameters();
            }
        }
        return Optional.empty();
    }

    /** A parameter annotated as a callable says what it will be called with. */
    private Optional<List<Type>> expectedByProject(CallTargets.Defined target, Call call, Expression argument) {
        int index = call.arguments().indexOf(argument) + (target.receiver() == null ? 0 : 1);
        var parameters = target.function().parameters().all();
        if (call.arguments().indexOf(argument) < 0 || index >= parameters.size()) {
            return Optional.empty();
        }
        return parameters
                .get(index)
                .annotation()
                .map(annotation -> inference
                        .annotations()
                        .typeOf(annotation, target.context().root()))
                .filter(type -> type instanceof Type.Callable)
                .flatMap(type -> ((Type.Callable) type).target() instanceof CallTargets.Shape shape
                        ? shape.parameters()
                        : Optional.empty());
    }

    private static Signature.@Nullable Parameter parameterOf(Signature signature, Call call, Expression argument) {
        for (Keyword keyword : call.keywords()) {
            if (keyword.value() == argument) {
                for (Signature.Parameter parameter : signature.parameters()) {
                    if (keyword.isNamed(parameter.name())) {
                        return parameter;
                    }
                }
                return null;
            }
        }
        return parameterAt(signature, call.arguments().indexOf(argument));
    }

    private static Signature.@Nullable Parameter parameterAt(Signature signature, int index) {
        for (int i = 0; i < signature.parameters().size() && index >= 0; i++) {
            Signature.Parameter parameter = signature.parameters().get(i);
            if (parameter.form() == ParameterForm.VAR_POSITIONAL) {
                return parameter;
            }
            if (i == index) {
                return parameter.form() == ParameterForm.KEYWORD_ONLY ? null : parameter;
            }
        }
        return null;
    }

    private static Type.@Nullable Callable shapeOf(Type type) {
        for (Type option : type.alternatives()) {
            if (option instanceof Type.Callable callable && callable.target() instanceof CallTargets.Shape) {
                return callable;
            }
        }
        return null;
    }

    /** The first overload that the arguments fit by number and type, else by number, else the first. */
    private static Signature choose(List<Signature> overloads, Arguments arguments) {
        if (overloads.size() == 1) {
            return overloads.get(0);
        }
        var byNumber = overloads.stream()
                .filter(signature -> fitsNumber(signature, arguments))
                .toList();
        if (byNumber.size() > 1) {
            for (Signature signature : byNumber) {
                if (fitsTypes(signature, arguments)) {
                    return signature;
                }
            }
        }
        return byNumber.isEmpty() ? overloads.get(0) : byNumber.get(0);
    }

    private static boolean fitsNumber(Signature signature, Arguments arguments) {
        int positional = arguments.positional().size();
        int index = 0;
        boolean rest = false;
        var names = new ArrayList<String>();
        for (Signature.Parameter parameter : signature.parameters()) {
            switch (parameter.form()) {
                case VAR_POSITIONAL -> rest = true;
                case VAR_KEYWORD -> names.add("**");
                case KEYWORD_ONLY -> {
                    names.add(parameter.name());
                    if (!parameter.optional()
                            && !arguments.open()
                            && !arguments.names().contains(parameter.name())) {
                        return false;
                    }
                }
                case POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD -> {
                    names.add(parameter.name());
                    boolean given = index < positional || arguments.names().contains(parameter.name());
                    if (!given && !parameter.optional() && !arguments.open()) {
                        return false;
                    }
                    index++;
                }
            }
        }
        return (rest || positional <= index) && (names.contains("**") || names.containsAll(arguments.names()));
    }

    private static boolean fitsTypes(Signature signature, Arguments arguments) {
        for (int i = 0; i < arguments.positional().size(); i++) {
            var parameter = parameterAt(signature, i);
            if (parameter != null
                    && !fits(parameter.type(), arguments.positional().get(i))) {
                return false;
            }
        }
        for (Signature.Parameter parameter : signature.parameters()) {
            Type given = arguments.named(parameter.name());
            if (given != null && !fits(parameter.type(), given)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Type parameter, Type given) {
        if (given.isUnknown() || given == Unions.NEVER) {
            return true;
        }
        for (Type option : parameter.alternatives()) {
            for (Type value : given.alternatives()) {
                if (fitsOne(option, value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fitsOne(Type parameter, Type given) {
        if (parameter.isUnknown() || parameter instanceof Type.Variable || given.isUnknown()) {
            return true;
        }
        if (parameter instanceof Type.Callable) {
            return given instanceof Type.Callable || given instanceof Type.ClassObject;
        }
        var name = parameter.className().orElse("");
        if (name.equals("float") && given.isInstance("int")) {
            return true;
        }
        return given.mayBe(name) || (given instanceof Type.ClassObject && parameter instanceof Type.ClassObject);
    }

    /** Binds the signature's type variables from the arguments: plain ones first, then what functions among them give. */
    private void match(Signature signature, Arguments arguments, Map<String, Type> variables, Context context) {
        matchPlain(signature, arguments, variables, context);
        for (int i = 0; i < arguments.positional().size(); i++) {
            var parameter = parameterAt(signature, i);
            Type.Callable shape = parameter == null ? null : shapeOf(parameter.type());
            if (shape != null) {
                matchFunction(shape, arguments.positional().get(i), variables, context);
            }
        }
        for (Signature.Parameter parameter : signature.parameters()) {
            Type.Callable shape = shapeOf(parameter.type());
            Type given = shape == null ? null : arguments.named(parameter.name());
            if (shape != null && given != null) {
                matchFunction(shape, given, variables, context);
            }
        }
        for (Signature.Parameter parameter : signature.parameters()) {
            // A default that is not given adds nothing to the result.
            if (parameter.optional() && parameter.type() instanceof Type.Variable variable) {
                variables.putIfAbsent(variable.name(), Unions.NEVER);
            }
        }
    }

    private void matchPlain(Signature signature, Arguments arguments, Map<String, Type> variables, Context context) {
        for (int i = 0; i < arguments.positional().size(); i++) {
            var parameter = parameterAt(signature, i);
            if (parameter != null && isPlain(parameter)) {
                unify(parameter.type(), arguments.positional().get(i), variables, context);
            }
        }
        for (Signature.Parameter parameter : signature.parameters()) {
            Type given = isPlain(parameter) ? arguments.named(parameter.name()) : null;
            if (given != null) {
                unify(parameter.type(), given, variables, context);
            }
        }
    }

    private static boolean isPlain(Signature.Parameter parameter) {
        return Types.isGeneric(parameter.type()) && shapeOf(parameter.type()) == null;
    }

    /** Values of project classes can be iterables too, which only their methods tell. */
    private void unify(Type pattern, Type given, Map<String, Type> variables, Context context) {
        if (pattern instanceof Type.Instance instance
                && instance.type().name().equals("iterable")
                && !instance.arguments().isEmpty()) {
            Types.unify(instance.arguments().get(0), inference.expressions().iterated(given, context), variables);
        } else {
            Types.unify(pattern, given, variables);
        }
    }

    private void matchFunction(Type.Callable pattern, Type given, Map<String, Type> variables, Context context) {
        if (!(given instanceof Type.Callable || given instanceof Type.ClassObject)) {
            return;
        }
        var shape = (CallTargets.Shape) pattern.target();
        List<Type> parameters = shape.parameters().orElse(List.of());
        Type result = invoke(given, Types.all(parameters, variables), context);
        unify(shape.returns(), result, variables, context);
    }
}
