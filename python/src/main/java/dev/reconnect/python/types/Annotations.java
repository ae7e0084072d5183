package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.BinaryOperator;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.TypeAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads expressions that name types: annotations, base classes, the classes of {@code isinstance} and {@code except}. */
final class Annotations {
    private static final int MAX_DEPTH = 12;

    private static final Map<String, String> GENERICS = Map.ofEntries(
            Map.entry("List", "list"),
            Map.entry("Dict", "dict"),
            Map.entry("DefaultDict", "dict"),
            Map.entry("OrderedDict", "dict"),
            Map.entry("Set", "set"),
            Map.entry("FrozenSet", "frozenset"),
            Map.entry("Tuple", "tuple"),
            Map.entry("Iterable", "iterable"),
            Map.entry("Collection", "iterable"),
            Map.entry("Iterator", "iterator"),
            Map.entry("Generator", "iterator"),
            Map.entry("AsyncIterator", "iterator"),
            Map.entry("Sequence", "sequence"),
            Map.entry("MutableSequence", "sequence"),
            Map.entry("Mapping", "mapping"),
            Map.entry("MutableMapping", "mapping"),
            Map.entry("Text", "str"),
            Map.entry("Type", "type"));

    private final Inference inference;

    Annotations(Inference inference) {
        this.inference = inference;
    }

    /** The type of a value that is annotated so. */
    Type typeOf(Expression annotation, Context context) {
        return inference.answer(context, new AnnotationAt(annotation), () -> read(annotation, context, null, 0));
    }

    /** Tells what an annotation means from what its expression evaluates to. */
    private record AnnotationAt(Expression expression) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AnnotationAt that && that.expression == expression;
        }

        @Override
        public int hashCode() {
            return expression.hashCode();
        }
    }

    /** The class that a base expression names, as an instance of it; unknown where that cannot be said. */
    Type baseClass(Expression base, Context context) {
        Type type = read(base, context, null, 0);
        if (type instanceof Type.Instance instance) {
            return instance;
        }
        Type value = base instanceof Subscript ? Type.UNKNOWN : inference.typeOf(base, context);
        return value instanceof Type.ClassObject object ? new Type.Instance(object.type()) : Type.UNKNOWN;
    }

    /** The declared type, with what the value says about arguments that the declaration leaves open. */
    Type refine(Type declared, Type inferred) {
        if (declared.isUnknown()) {
            return inferred;
        }
        Type value = inferred.withoutNone();
        for (Type option : declared.alternatives()) {
            if (option instanceof Type.Instance known
                    && known.arguments().isEmpty()
                    && value instanceof Type.Instance instance
                    && instance.type().derivesFrom(known.type().name())) {
                return declared instanceof Type.Union ? declared : instance;
            }
        }
        return declared;
    }

    /** What an {@code except} clause binds. */
    Type caught(Expression type, Context context) {
        return read(type, context, null, 0);
    }

    /** Instances of the class or classes that an {@code isinstance} names. */
    Type classes(Expression classes, Context context) {
        return read(classes, context, null, 0);
    }

    private Type read(Expression annotation, Context context, @Nullable Scope scope, int depth) {
        if (depth > MAX_DEPTH) {
            return Type.UNKNOWN;
        }
        return switch (annotation.kind()) {
            case CONSTANT -> constant((Constant) annotation, context, scope, depth);
            case NAME, ATTRIBUTE -> named(annotation, context, scope, depth);
            case SUBSCRIPT -> generic((Subscript) annotation, context, scope, depth);
            case TUPLE -> all(((Tuple) annotation).elements(), context, scope, depth);
            case BIN_OP -> {
                var operation = (BinOp) annotation;
                yield operation.operator() == BinaryOperator.BIT_OR
                        ? Type.union(List.of(
                                read(operation.left(), context, scope, depth + 1),
                                read(operation.right(), context, scope, depth + 1)))
                        : Type.UNKNOWN;
            }
            default -> Type.UNKNOWN;
        };
    }

    private Type all(List<Expression> parts, Context context, @Nullable Scope scope, int depth) {
        if (parts.isEmpty()) {
            return Type.UNKNOWN;
        }
        var types = new ArrayList<Type>(parts.size());
        for (Expression part : parts) {
            types.add(read(part, context, scope, depth + 1));
        }
        return Type.union(types);
    }

    private Type constant(Constant constant, Context context, @Nullable Scope scope, int depth) {
        if (constant.isNone()) {
            return Type.NONE;
        }
        var text = constant.stringValue().orElse("").strip();
        if (text.isEmpty() || text.length() > 500) {
            return Type.UNKNOWN;
        }
        var body = Parser.parse(text).module().body();
        Scope lookup = scope != null ? scope : context.model().scopes().scopeOf(constant);
        return body.size() == 1 && body.get(0) instanceof ExpressionStatement statement
                ? read(statement.value(), context, lookup, depth + 1)
                : Type.UNKNOWN;
    }

    private Type named(Expression expression, Context context, @Nullable Scope scope, int depth) {
        Type aliased = alias(expression, context, scope, depth);
        if (aliased != null) {
            return aliased;
        }
        Type value = value(expression, context, scope, depth);
        if (value instanceof Type.ClassObject object) {
            return new Type.Instance(object.type());
        }
        if (value instanceof Type.Union union
                && union.members().stream().allMatch(member -> member instanceof Type.ClassObject)) {
            return Type.union(union.members().stream()
                    .map(member -> new Type.Instance(((Type.ClassObject) member).type()))
                    .toList());
        }
        var name = qualifiedName(expression, context, scope);
        if (name.isEmpty()) {
            return Type.UNKNOWN;
        }
        if (isTyping(name)) {
            var plain = GENERICS.get(name.substring(name.lastIndexOf('.') + 1));
            return plain == null ? Type.UNKNOWN : Stubs.instance(plain);
        }
        return Libraries.isForeign(name) ? new Type.Instance(Stubs.shared().reference(name)) : Type.UNKNOWN;
    }

    /** {@code Frame = Union[A, B]} and {@code type Frame = A | B}. */
    private @Nullable Type alias(Expression expression, Context context, @Nullable Scope scope, int depth) {
        if (!(expression instanceof Name name)) {
            return null;
        }
        Binding binding = bindingOf(name, context, scope);
        if (binding == null || binding.definitions().size() != 1) {
            return null;
        }
        Definition definition = binding.definitions().get(0);
        if (definition.kind() == BindingKind.TYPE_ALIAS) {
            return read(((TypeAlias) definition.site()).value(), context, null, depth + 1);
        }
        if (definition.kind() == BindingKind.IMPORT) {
            return importedAlias(definition, context, depth);
        }
        Expression value = definition.value().orElse(null);
        return value instanceof Subscript || value instanceof BinOp ? read(value, context, null, depth + 1) : null;
    }

    /** An alias that another file of the project defines. */
    private @Nullable Type importedAlias(Definition definition, Context context, int depth) {
        if (!(definition.site() instanceof ImportFrom from)) {
            return null;
        }
        Type module = inference
                .members()
                .module(context.model(), from.level(), from.module().orElse(""));
        if (!(module instanceof Type.ModuleType known) || known.path().isEmpty()) {
            return null;
        }
        FileModel model = inference.project().find(known.path());
        if (model == null) {
            return null;
        }
        Binding binding = model.scopes()
                .module()
                .findOwn(((Alias) definition.node()).name())
                .orElse(null);
        if (binding == null || binding.definitions().size() != 1) {
            return null;
        }
        Definition there = binding.definitions().get(0);
        Expression value = there.kind() == BindingKind.TYPE_ALIAS
                ? ((TypeAlias) there.site()).value()
                : there.value().orElse(null);
        return value instanceof Subscript || value instanceof BinOp
                ? read(value, inference.root(model), null, depth + 1)
                : null;
    }

    private Type value(Expression expression, Context context, @Nullable Scope scope, int depth) {
        if (scope == null) {
            if (expression instanceof Name name) {
                Binding binding = context.model().scopes().bindingOf(name).orElse(null);
                Type here = inference.typeOf(expression, context);
                // A forward reference: the class is defined further down.
                return here.isUnknown() && binding != null ? inference.typeOf(binding, context) : here;
            }
            return inference.typeOf(expression, context);
        }
        if (expression instanceof Name name) {
            Binding binding = scope.resolve(name.id()).orElse(null);
            if (binding != null) {
                return inference.typeOf(binding, context);
            }
            Type starred = inference.members().starImported(context.model(), name.id(), 0);
            Type builtin = starred != null ? starred : inference.members().builtin(name.id());
            return builtin != null ? builtin : Type.UNKNOWN;
        }
        return expression instanceof Attribute attribute && depth < MAX_DEPTH
                ? inference
                        .members()
                        .type(value(attribute.value(), context, scope, depth + 1), attribute.name(), context)
                : Type.UNKNOWN;
    }

    private Type generic(Subscript subscript, Context context, @Nullable Scope scope, int depth) {
        List<Expression> arguments =
                subscript.index() instanceof Tuple tuple ? tuple.elements() : List.of(subscript.index());
        var name = qualifiedName(subscript.value(), context, scope);
        if (isTyping(name)) {
            return typing(name.substring(name.lastIndexOf('.') + 1), arguments, context, scope, depth);
        }
        Type base = named(subscript.value(), context, scope, depth + 1);
        if (!(base instanceof Type.Instance instance)) {
            return base;
        }
        return parameterized(instance.type(), arguments, context, scope, depth);
    }

    private Type typing(String name, List<Expression> arguments, Context context, @Nullable Scope scope, int depth) {
        return switch (name) {
            case "Optional" -> Type.union(List.of(all(arguments, context, scope, depth), Type.NONE));
            case "Union" -> all(arguments, context, scope, depth);
            case "Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly" ->
                read(arguments.get(0), context, scope, depth + 1);
            case "Awaitable", "Coroutine" -> Type.UNKNOWN;
            case "Callable" -> callable(arguments, context, scope, depth);
            case "Literal" ->
                arguments.get(0) instanceof Constant
                        ? Types.widen(inference.typeOf(arguments.get(0), context))
                        : Type.UNKNOWN;
            default -> {
                var plain = GENERICS.get(name);
                yield plain == null
                        ? Type.UNKNOWN
                        : parameterized(Stubs.shared().reference(plain), arguments, context, scope, depth);
            }
        };
    }

    private Type callable(List<Expression> arguments, Context context, @Nullable Scope scope, int depth) {
        Type returns = arguments.size() > 1 ? read(arguments.get(1), context, scope, depth + 1) : Type.UNKNOWN;
        Optional<List<Type>> parameters = Optional.empty();
        if (arguments.get(0) instanceof ListDisplay list) {
            var types = new ArrayList<Type>();
            for (Expression element : list.elements()) {
                types.add(read(element, context, scope, depth + 1));
            }
            parameters = Optional.of(types);
        }
        return new Type.Callable(Optional.empty(), new CallTargets.Shape(parameters, returns));
    }

    private Type parameterized(
            PythonClass type, List<Expression> arguments, Context context, @Nullable Scope scope, int depth) {
        var types = new ArrayList<Type>();
        boolean repeated = false;
        for (Expression argument : arguments) {
            boolean ellipsis =
                    argument instanceof Constant constant && constant.raw().equals("...");
            repeated |= ellipsis;
            if (!ellipsis) {
                types.add(read(argument, context, scope, depth + 1));
            }
        }
        if (type.name().equals("type")) {
            return types.get(0) instanceof Type.Instance instance
                    ? new Type.ClassObject(instance.type())
                    : Type.UNKNOWN;
        }
        if (type.name().equals("tuple") && !repeated) {
            return new Type.Tuple(types);
        }
        if (type instanceof StubClass stub) {
            int known = stub.variables().size();
            return new Type.Instance(type, known < types.size() ? types.subList(0, known) : types);
        }
        return new Type.Instance(type);
    }

    private @Nullable Binding bindingOf(Name name, Context context, @Nullable Scope scope) {
        return scope != null
                ? scope.resolve(name.id()).orElse(null)
                : context.model().scopes().bindingOf(name).orElse(null);
    }

    private String qualifiedName(Expression expression, Context context, @Nullable Scope scope) {
        if (expression instanceof Attribute attribute) {
            var outer = qualifiedName(attribute.value(), context, scope);
            return outer.isEmpty() ? "" : outer + "." + attribute.name();
        }
        if (!(expression instanceof Name name)) {
            return "";
        }
        Binding binding = bindingOf(name, context, scope);
        if (binding == null) {
            return "";
        }
        for (Definition definition : binding.definitions()) {
            if (definition.kind() == BindingKind.IMPORT && definition.node() instanceof Alias alias) {
                if (definition.site() instanceof ImportFrom from) {
                    return from.level() > 0 ? "" : from.module().orElse("") + "." + alias.name();
                }
                return alias.asName().isPresent() ? alias.name() : alias.boundName();
            }
        }
        return "";
    }

    private static boolean isTyping(String name) {
        return name.startsWith("typing.")
                || name.startsWith("typing_extensions.")
                || name.startsWith("collections.abc.");
    }
}
