package dev.reconnect.python.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds unions: flat, without repetition, constants of one class widened when they differ. */
final class Unions {
    /** No value at all: what has not been worked out yet, or what code never reaches. The neutral element of a union. */
    static final Type NEVER = new Type.Union(List.of());

    private Unions() {}

    static Type of(List<? extends Type> types) {
        var members = new ArrayList<Type>();
        for (Type type : types) {
            for (Type member : type.alternatives()) {
                add(member, members);
            }
        }
        if (members.isEmpty()) {
            return NEVER;
        }
        if (members.size() == 1) {
            return members.get(0);
        }
        return members.size() > Type.MAX_UNION ? Type.UNKNOWN : new Type.Union(members);
    }

    private static void add(Type type, List<Type> members) {
        for (int i = 0; i < members.size(); i++) {
            Type merged = merge(members.get(i), type);
            if (merged != null) {
                members.set(i, merged);
                return;
            }
        }
        members.add(type);
    }

    private static @Nullable Type merge(Type one, Type other) {
        if (one.equals(other)) {
            return one;
        }
        if (one instanceof Type.Literal a
                && other instanceof Type.Literal b
                && a.type().equals(b.type())) {
            return Stubs.instance(a.type());
        }
        if (one instanceof Type.Instance a
                && other instanceof Type.Literal b
                && a.type().name().equals(b.type())) {
            return a;
        }
        if (one instanceof Type.Literal a
                && other instanceof Type.Instance b
                && b.type().name().equals(a.type())) {
            return b;
        }
        if (one instanceof Type.Instance a
                && other instanceof Type.Instance b
                && a.type().equals(b.type())) {
            return mergeInstances(a, b);
        }
        if (one instanceof Type.Tuple a
                && other instanceof Type.Tuple b
                && a.elements().size() == b.elements().size()) {
            return mergeTuples(a, b);
        }
        return null;
    }

    private static Type mergeTuples(Type.Tuple a, Type.Tuple b) {
        var elements = new ArrayList<Type>(a.elements().size());
        for (int i = 0; i < a.elements().size(); i++) {
            elements.add(of(List.of(a.elements().get(i), b.elements().get(i))));
        }
        return new Type.Tuple(elements);
    }

    /** Instances of one class become one: arguments joined, a schema kept only where both agree, no surer than the less sure. */
    private static Type mergeInstances(Type.Instance a, Type.Instance b) {
        var weaker = a.confidence().compareTo(b.confidence()) > 0 ? a.confidence() : b.confidence();
        if (a.arguments().size() != b.arguments().size()) {
            boolean schema = a.schema().isPresent() || b.schema().isPresent();
            var longer = a.arguments().size() > b.arguments().size() ? a : b;
            return new Type.Instance(a.type(), schema ? List.of() : longer.arguments(), weaker);
        }
        var arguments = new ArrayList<Type>(a.arguments().size());
        for (int i = 0; i < a.arguments().size(); i++) {
            Type left = a.arguments().get(i);
            Type right = b.arguments().get(i);
            if (left instanceof FrameSchema && !left.equals(right)) {
                return new Type.Instance(a.type(), List.of(), weaker);
            }
            arguments.add(Type.union(List.of(left, right)));
        }
        return new Type.Instance(a.type(), arguments, weaker);
    }
}
