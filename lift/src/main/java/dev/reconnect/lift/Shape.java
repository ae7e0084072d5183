package dev.reconnect.lift;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a value looks like in Python, and what column type holds it without loss. */
sealed interface Shape permits Shape.Atom, Shape.ListOf, Shape.TupleOf {
    /** Values without parts; the kinds of integers are one in Python, and differ in what a column of them can hold. */
    enum Kind {
        SMALL_INT("int"),
        INT("bigint"),
        /** An integer of a column that may be small or large. */
        SOME_INT("bigint"),
        FLOAT("double"),
        STRING("string"),
        BOOLEAN("boolean");

        private final String ddl;

        Kind(String ddl) {
            this.ddl = ddl;
        }

        boolean isInt() {
            return this == SMALL_INT || this == INT || this == SOME_INT;
        }

        boolean isNumber() {
            return isInt() || this == FLOAT;
        }
    }

    record Atom(Kind kind, boolean nullable) implements Shape {}

    /**
     * @param isFilled whether no such list is empty
     * @param isSet whether it is a set, of which columns hold the elements in any order
     */
    record ListOf(Shape element, boolean nullable, boolean isFilled, boolean isSet) implements Shape {
        ListOf(Shape element, boolean nullable, boolean isFilled) {
            this(element, nullable, isFilled, false);
        }

        ListOf(Shape element, boolean nullable) {
            this(element, nullable, false);
        }

        /** What such a list is too, of other elements. */
        private ListOf with(Shape others, boolean orNull, boolean filled) {
            return new ListOf(others, orNull, filled, isSet);
        }
    }

    /**
     * @param names of the fields, where it is a row of a DataFrame, which stays one; none for other tuples
     */
    record TupleOf(List<Shape> parts, boolean nullable, List<String> names) implements Shape {
        public TupleOf {
            parts = List.copyOf(parts);
            names = List.copyOf(names);
        }

        TupleOf(List<Shape> parts, boolean nullable) {
            this(parts, nullable, List.of());
        }

        boolean isRow() {
            return !names.isEmpty();
        }

        /** The names that a struct has for the parts. */
        List<String> fields() {
            return isRow() ? names : Frame.columnsOf(parts.size());
        }

        private TupleOf of(List<Shape> others, boolean orNull) {
            return new TupleOf(others, orNull, names);
        }
    }

    /** Whether {@code None} may stand in the place of such a value. */
    boolean nullable();

    static Shape of(Kind kind) {
        return new Atom(kind, false);
    }

    static Shape pair(Shape first, Shape second) {
        return new TupleOf(List.of(first, second), false);
    }

    /** The shape of all values of a type; absent where the type does not say enough, or says that no column can hold them. */
    static Optional<Shape> of(Type type) {
        boolean nullable = false;
        Shape found = null;
        for (var alternative : type.alternatives()) {
            if (alternative.equals(Type.NONE)) {
                nullable = true;
                continue;
            }
            var shape = ofOne(alternative);
            if (shape.isEmpty() || (found != null && !found.equals(shape.get()))) {
                return Optional.empty();
            }
            found = shape.get();
        }
        boolean orNull = nullable;
        return Optional.ofNullable(found).map(shape -> orNull ? shape.orNull() : shape);
    }

    private static Optional<Shape> ofOne(Type type) {
        if (type instanceof Type.Tuple tuple && !tuple.elements().isEmpty()) {
            var parts = new ArrayList<Shape>();
            for (var element : tuple.elements()) {
                var part = of(element);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
            }
            return Optional.of(new TupleOf(parts, false));
        }
        if (type instanceof Type.Instance instance) {
            if (instance.confidence() != Confidence.CERTAIN) {
                return Optional.empty();
            }
            if (instance.type().name().equals("list") && instance.arguments().size() == 1) {
                return of(instance.arguments().get(0)).map(element -> new ListOf(element, false));
            }
        }
        return type.className().flatMap(Shape::ofClass);
    }

    private static Optional<Shape> ofClass(String name) {
        return switch (name) {
            case "int" -> Optional.of(of(Kind.INT));
            case "float" -> Optional.of(of(Kind.FLOAT));
            case "str" -> Optional.of(of(Kind.STRING));
            case "bool" -> Optional.of(of(Kind.BOOLEAN));
            default -> Optional.empty();
        };
    }

    default Shape orNull() {
        return withNullable(true);
    }

    default Shape notNull() {
        return withNullable(false);
    }

    private Shape withNullable(boolean nullable) {
        if (this instanceof Atom atom) {
            return new Atom(atom.kind(), nullable);
        }
        if (this instanceof ListOf list) {
            return list.with(list.element(), nullable, list.isFilled());
        }
        var tuple = (TupleOf) this;
        return tuple.of(tuple.parts(), nullable);
    }

    /** How {@code createDataFrame} and {@code udf} are told the type. */
    default String ddl() {
        if (this instanceof Atom atom) {
            return atom.kind().ddl;
        }
        if (this instanceof ListOf list) {
            return "array<" + list.element().ddl() + ">";
        }
        var tuple = (TupleOf) this;
        return IntStream.range(0, tuple.parts().size())
                .mapToObj(
                        i -> tuple.fields().get(i) + ": " + tuple.parts().get(i).ddl())
                .collect(Collectors.joining(", ", "struct<", ">"));
    }

    /** Whether Spark finds two such values equal exactly where Python does, so that they can be keys. */
    default boolean isKey() {
        if (nullable()) {
            return false;
        }
        if (this instanceof Atom atom) {
            return atom.kind() != Kind.FLOAT;
        }
        return this instanceof TupleOf tuple && tuple.parts().stream().allMatch(Shape::isKey);
    }

    /** Whether Spark groups such values exactly as Python does: all {@code None} are one key there, too. */
    default boolean isGroupKey() {
        if (this instanceof Atom atom) {
            return atom.kind() != Kind.FLOAT;
        }
        return this instanceof TupleOf tuple && tuple.parts().stream().allMatch(Shape::isGroupKey);
    }

    /** Whether Spark orders such values as Python does; of floats that are not NaN. */
    default boolean isOrdered() {
        if (nullable()) {
            return false;
        }
        return this instanceof Atom
                || (this instanceof TupleOf tuple && tuple.parts().stream().allMatch(Shape::isOrdered));
    }

    default boolean isA(Kind kind) {
        return this instanceof Atom atom && atom.kind() == kind && !nullable();
    }

    default boolean isInt() {
        return this instanceof Atom atom && atom.kind().isInt() && !nullable();
    }

    default boolean isNumber() {
        return this instanceof Atom atom && atom.kind().isNumber() && !nullable();
    }

    /** Whether tuples are inside, which come back from Spark as rows. */
    default boolean holdsTuples() {
        if (this instanceof ListOf list) {
            return list.element().holdsTuples();
        }
        return this instanceof TupleOf;
    }

    /** Whether {@code None} may be in it. */
    default boolean holdsNulls() {
        if (nullable()) {
            return true;
        }
        if (this instanceof ListOf list) {
            return list.element().holdsNulls();
        }
        return this instanceof TupleOf tuple && tuple.parts().stream().anyMatch(Shape::holdsNulls);
    }

    /** The same, and {@code None} in the place of any part. */
    default Shape withNulls() {
        if (this instanceof ListOf list) {
            return list.with(list.element().withNulls(), true, false);
        }
        return this instanceof TupleOf tuple
                ? tuple.of(tuple.parts().stream().map(Shape::withNulls).toList(), true)
                : orNull();
    }

    default boolean holdsFloats() {
        if (this instanceof ListOf list) {
            return list.element().holdsFloats();
        }
        return this instanceof TupleOf tuple
                ? tuple.parts().stream().anyMatch(Shape::holdsFloats)
                : ((Atom) this).kind() == Kind.FLOAT;
    }

    /** The same values in Python, whatever the width of the column. */
    default boolean isSameAs(Shape other) {
        return widened().equals(other.widened());
    }

    /** What values of both shapes look like; absent where they differ in Python. */
    default Optional<Shape> common(Shape other) {
        boolean orNull = nullable() || other.nullable();
        if (this instanceof Atom one && other instanceof Atom two) {
            boolean ints = one.kind().isInt() && two.kind().isInt();
            return one.kind() == two.kind()
                    ? Optional.of(new Atom(one.kind(), orNull))
                    : ints ? Optional.of(new Atom(Kind.SOME_INT, orNull)) : Optional.empty();
        }
        if (this instanceof ListOf one && other instanceof ListOf two && one.isSet() == two.isSet()) {
            boolean filled = one.isFilled() && two.isFilled();
            return one.element().common(two.element()).map(element -> one.with(element, orNull, filled));
        }
        if (!(this instanceof TupleOf one)
                || !(other instanceof TupleOf two)
                || one.parts().size() != two.parts().size()
                || !one.names().equals(two.names())) {
            return Optional.empty();
        }
        var parts = new ArrayList<Shape>();
        for (int i = 0; i < one.parts().size(); i++) {
            var part = one.parts().get(i).common(two.parts().get(i));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(one.of(parts, orNull));
    }

    default Shape widened() {
        if (this instanceof Atom atom) {
            return atom.kind().isInt() ? new Atom(Kind.INT, atom.nullable()) : atom;
        }
        if (this instanceof ListOf list) {
            return list.with(list.element().widened(), list.nullable(), false);
        }
        var tuple = (TupleOf) this;
        return tuple.of(tuple.parts().stream().map(Shape::widened).toList(), tuple.nullable());
    }
}
