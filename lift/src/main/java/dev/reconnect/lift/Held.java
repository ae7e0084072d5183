package dev.reconnect.lift;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a function gives, as columns hold it.
 *
 * @param names of the fields, where it gives rows; none for tuples and others
 */
record Held(Shape shape, List<String> names) {
    Held {
        names = List.copyOf(names);
    }

    static Held of(Shape shape) {
        return new Held(shape, List.of());
    }

    /** Rows of plain values; absent where columns cannot have such names or types. */
    static Optional<Held> ofRows(Map<String, Shape> fields) {
        var names = List.copyOf(fields.keySet());
        return Frame.canHave(names) && fields.values().stream().allMatch(Shape.Atom.class::isInstance)
                ? Optional.of(new Held(new Shape.TupleOf(List.copyOf(fields.values()), false), names))
                : Optional.empty();
    }

    /** Lists of such values. */
    Held listed() {
        return new Held(new Shape.ListOf(shape, false), names);
    }

    /** The names of the columns that its parts get. */
    List<String> columns() {
        return !names.isEmpty() ? names : Frame.columnsOf(parts().size());
    }

    private List<Shape> parts() {
        return ((Shape.TupleOf) (shape instanceof Shape.ListOf list ? list.element() : shape)).parts();
    }

    Frame frame(Order order, List<Set<String>> dues) {
        return new Frame(shape, order, false, dues, names);
    }

    /** How {@code udf} is told the type. */
    String ddl() {
        if (names.isEmpty()) {
            return shape.ddl();
        }
        var row = fields("struct<", "", Shape::ddl, ">");
        return isListed() ? "array<" + row + ">" : row;
    }

    /** How the helper {@code gives} is told the type. */
    String annotation() {
        if (names.isEmpty()) {
            return Observed.annotation(shape);
        }
        var row = fields("{", "\"", Observed::annotation, "}");
        return isListed() ? "list[" + row + "]" : row;
    }

    private boolean isListed() {
        return shape instanceof Shape.ListOf;
    }

    private String fields(String open, String quote, Function<Shape, String> type, String close) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> quote + names.get(i) + quote + ": " + type.apply(parts().get(i)))
                .collect(Collectors.joining(", ", open, close));
    }
}
