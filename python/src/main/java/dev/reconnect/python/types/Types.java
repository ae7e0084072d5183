package dev.reconnect.python.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small operations on types that the parts of the inference share. */
final class Types {
    /** A type with more parts than this loses its arguments: programs do not have such types, hostile ones do. */
    private static final int MAX_SIZE = 160;

    private Types() {}

    static Type list(Type element) {
        return Stubs.instance("list", element);
    }

    static Type of(String builtin) {
        return Stubs.instance(builtin);
    }

    /** The general type of a constant: {@code int} for {@code 1}, inside tuples too. */
    static Type widen(Type type) {
        if (type instanceof Type.Literal literal && !literal.equals(Type.NONE)) {
            return of(literal.type());
        }
        if (type instanceof Type.Tuple tuple) {
            return new Type.Tuple(tuple.elements().stream().map(Types::widen).toList());
        }
        if (type instanceof Type.Union union) {
            return Type.union(union.members().stream().map(Types::widen).toList());
        }
        return type;
    }

    /** A tuple or a constant as an instance of its class, for looking up members. */
    static Type asInstance(Type type) {
        if (type instanceof Type.Literal literal) {
            return of(literal.type());
        }
        if (type instanceof Type.Tuple tuple) {
            return Stubs.instance("tuple", tuple.elements().isEmpty() ? Type.UNKNOWN : Type.union(tuple.elements()));
        }
        return type;
    }

    /** The type itself, or with fewer details where it has grown out of bounds. */
    static Type bounded(Type type) {
        return size(type, MAX_SIZE) > MAX_SIZE ? flat(type) : type;
    }

    /** The type without its arguments. */
    static Type flat(Type type) {
        if (type instanceof Type.Instance instance) {
            return new Type.Instance(instance.type(), List.of(), instance.confidence());
        }
        if (type instanceof Type.Tuple) {
            return of("tuple");
        }
        if (type instanceof Type.Union union) {
            return Type.union(union.members().stream().map(Types::flat).toList());
        }
        return type instanceof Type.Callable ? Type.UNKNOWN : type;
    }

    private static int size(Type type, int budget) {
        int size = 1;
        for (Type part : partsOf(type)) {
            if (size > budget) {
                return size;
            }
            size += size(part, budget - size);
        }
        return size;
    }

    private static List<Type> partsOf(Type type) {
        if (type instanceof Type.Instance instance) {
            return instance.arguments();
        }
        if (type instanceof Type.Tuple tuple) {
            return tuple.elements();
        }
        if (type instanceof Type.Union union) {
            return union.members();
        }
        if (type instanceof FrameSchema schema) {
            return schema.fields().stream().map(FrameSchema.Field::type).toList();
        }
        return List.of();
    }

    /** Whether the value is, or holds, something of Spark. */
    static boolean touchesSpark(Type type) {
        return touchesSpark(type, 6);
    }

    private static boolean touchesSpark(Type type, int depth) {
        if (depth == 0) {
            return false;
        }
        if ((type instanceof Type.Instance instance
                        && isSparkName(instance.type().name()))
                || (type instanceof Type.ClassObject object
                        && isSparkName(object.type().name()))) {
            return true;
        }
        if (type instanceof Type.Callable || (type instanceof Type.Unknown unknown && !unknown.isForeign())) {
            return true;
        }
        if (type instanceof Type.Instance instance && instance.type() instanceof SourceClass) {
            return true;
        }
        for (Type part : partsOf(type)) {
            if (touchesSpark(part, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the value is known to be, or to hold, something of Spark, perhaps in an object of a class that names Spark. */
    static boolean holdsSpark(Type type) {
        return holdsSpark(type, 6);
    }

    private static boolean holdsSpark(Type type, int depth) {
        if (depth == 0) {
            return false;
        }
        if (type instanceof Type.Instance instance) {
            if (isSparkName(instance.type().name())
                    || (instance.type() instanceof SourceClass own
                            && own.model().isUser())) {
                return true;
            }
        }
        for (Type part : partsOf(type)) {
            if (holdsSpark(part, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSparkName(String name) {
        return name.startsWith("pyspark.") || name.startsWith("py4j.");
    }

    /** Replaces type variables; those without a value become unknown. */
    static Type substitute(Type type, Map<String, Type> variables) {
        if (type instanceof Type.Variable variable) {
            return variables.getOrDefault(variable.name(), Type.UNKNOWN);
        }
        if (type instanceof Type.Instance instance) {
            return instance.arguments().isEmpty()
                    ? instance
                    : new Type.Instance(instance.type(), all(instance.arguments(), variables), instance.confidence());
        }
        if (type instanceof Type.Tuple tuple) {
            return new Type.Tuple(all(tuple.elements(), variables));
        }
        if (type instanceof Type.Union union) {
            return Type.union(all(union.members(), variables));
        }
        if (type instanceof Type.Callable callable && callable.target() instanceof CallTargets.Shape shape) {
            Optional<List<Type>> parameters = shape.parameters().map(types -> all(types, variables));
            return new Type.Callable(
                    callable.name(), new CallTargets.Shape(parameters, substitute(shape.returns(), variables)));
        }
        return type;
    }

    /** Whether a type variable stands in the type. */
    static boolean isGeneric(Type type) {
        if (type instanceof Type.Instance instance) {
            return anyGeneric(instance.arguments());
        }
        if (type instanceof Type.Tuple tuple) {
            return anyGeneric(tuple.elements());
        }
        if (type instanceof Type.Union union) {
            return anyGeneric(union.members());
        }
        if (type instanceof Type.Callable callable && callable.target() instanceof CallTargets.Shape shape) {
            return isGeneric(shape.returns()) || anyGeneric(shape.parameters().orElse(List.of()));
        }
        return type instanceof Type.Variable;
    }

    private static boolean anyGeneric(List<Type> types) {
        for (Type type : types) {
            if (isGeneric(type)) {
                return true;
            }
        }
        return false;
    }

    static List<Type> all(List<Type> types, Map<String, Type> variables) {
        var replaced = new ArrayList<Type>(types.size());
        for (Type type : types) {
            replaced.add(substitute(type, variables));
        }
        return replaced;
    }

    /** The type variables of the instance's class and what they stand for. */
    static Map<String, Type> variablesOf(Type.Instance instance) {
        var variables = new HashMap<String, Type>();
        if (instance.type() instanceof StubClass type) {
            for (int i = 0; i < type.variables().size(); i++) {
                boolean given = i < instance.arguments().size();
                variables.put(
                        type.variables().get(i), given ? instance.arguments().get(i) : Type.UNKNOWN);
            }
        }
        return variables;
    }

    /** The instance seen as one of a base class, with that class's arguments; null where it is none. */
    static Type.@Nullable Instance view(Type.Instance instance, String base) {
        if (instance.type().name().equals(base)) {
            return instance;
        }
        if (!(instance.type() instanceof StubClass type)) {
            return null;
        }
        var variables = variablesOf(instance);
        for (Type parent : type.bases()) {
            if (substitute(parent, variables) instanceof Type.Instance known
                    && known.type().derivesFrom(base)) {
                return view(known, base);
            }
        }
        return null;
    }

    /** Finds what type variables of the pattern stand for, from a type that takes its place. */
    static void unify(Type pattern, Type actual, Map<String, Type> variables) {
        unify(pattern, actual, variables, 8);
    }

    private static void unify(Type pattern, Type actual, Map<String, Type> variables, int depth) {
        if (depth == 0) {
            return;
        }
        if (pattern instanceof Type.Variable variable) {
            bind(variable.name(), widen(actual), variables);
        } else if (pattern instanceof Type.Union union) {
            unifyUnion(union, actual, variables, depth);
        } else if (actual instanceof Type.Union union) {
            for (Type member : union.members()) {
                unify(pattern, member, variables, depth - 1);
            }
        } else if (pattern instanceof Type.Tuple tuple) {
            unifyTuple(tuple, actual, variables, depth);
        } else if (pattern instanceof Type.Instance instance
                && !instance.arguments().isEmpty()) {
            unifyInstance(instance, actual, variables, depth);
        }
    }

    private static void unifyUnion(Type.Union pattern, Type actual, Map<String, Type> variables, int depth) {
        for (Type option : actual.alternatives()) {
            Type fallback = null;
            boolean matched = false;
            for (Type member : pattern.members()) {
                if (member instanceof Type.Variable) {
                    fallback = member;
                } else if (member.className().isPresent()
                        && option.mayBe(member.className().orElse(""))) {
                    unify(member, option, variables, depth - 1);
                    matched = true;
                }
            }
            if (!matched && fallback != null) {
                unify(fallback, option, variables, depth - 1);
            }
        }
    }

    private static void unifyTuple(Type.Tuple pattern, Type actual, Map<String, Type> variables, int depth) {
        for (int i = 0; i < pattern.elements().size(); i++) {
            Type part = Type.UNKNOWN;
            if (actual instanceof Type.Tuple tuple && i < tuple.elements().size()) {
                part = tuple.elements().get(i);
            } else if (actual.schema().isPresent()
                    && i < actual.schema().get().fields().size()) {
                part = actual.schema().get().fields().get(i).type();
            } else if (actual instanceof Type.Instance instance
                    && instance.mayBe("sequence")
                    && instance.schema().isEmpty()
                    && instance.arguments().size() == 1) {
                part = instance.arguments().get(0);
            }
            unify(pattern.elements().get(i), part, variables, depth - 1);
        }
    }

    private static void unifyInstance(Type.Instance pattern, Type actual, Map<String, Type> variables, int depth) {
        Type whole = asInstance(actual);
        if (!(whole instanceof Type.Instance instance)) {
            return;
        }
        var seen = view(instance, pattern.type().name());
        if (seen == null) {
            return;
        }
        for (int i = 0; i < pattern.arguments().size() && i < seen.arguments().size(); i++) {
            unify(pattern.arguments().get(i), seen.arguments().get(i), variables, depth - 1);
        }
    }

    private static void bind(String variable, Type actual, Map<String, Type> variables) {
        Type before = variables.get(variable);
        if (before == null || before.isUnknown()) {
            variables.put(variable, actual);
        } else if (!actual.isUnknown()) {
            variables.put(variable, Type.union(List.of(before, actual)));
        }
    }
}
