package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.python.types.ObservedShape;
import dev.reconnect.python.types.ObservedShape.Alternative;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shapes of what runs have seen. They are no more than assumptions, so that code which rests on one is held to it. */
final class Observed {
    private Observed() {}

    /** The shape of all values that were seen; absent where no column holds them without loss. */
    static Optional<Shape> shape(ObservedShape seen) {
        if (seen.only().isEmpty() || seen.hasWideIntegers()) {
            return Optional.empty();
        }
        return shape(seen.only().get())
                // There is no way to write the type of a row or None.
                .filter(shape -> !seen.isNullable() || !(shape instanceof Shape.TupleOf row && row.isRow()))
                .map(shape -> seen.isNullable() ? shape.orNull() : shape);
    }

    private static Optional<Shape> shape(Alternative seen) {
        return switch (seen.type()) {
            case "int" -> Optional.of(Shape.of(Kind.INT));
            case "float" -> Optional.of(Shape.of(Kind.FLOAT));
            case "str" -> Optional.of(Shape.of(Kind.STRING));
            case "bool" -> Optional.of(Shape.of(Kind.BOOLEAN));
            case "list" ->
                seen.items().size() == 1
                        ? shape(seen.items().get(0)).map(element -> new Shape.ListOf(element, false))
                        : Optional.empty();
            case "tuple" ->
                seen.isOpen() || seen.items().isEmpty()
                        ? Optional.empty()
                        : parts(seen.items()).map(parts -> new Shape.TupleOf(parts, false));
            case "Row" ->
                seen.isOpen() || seen.items().size() != seen.fields().size() || !Frame.canHave(seen.fields())
                        ? Optional.empty()
                        : parts(seen.items())
                                .filter(parts -> !parts.isEmpty())
                                .map(parts -> new Shape.TupleOf(parts, false, seen.fields()));
            default -> Optional.empty();
        };
    }

    /** The fields of rows, by name, of which all were of one type or None; absent where others were seen. */
    static Optional<Map<String, Shape>> fields(ObservedShape seen) {
        var row = seen.only().filter(one -> one.type().equals("Row") && !seen.isNullable() && !one.isOpen());
        if (row.isEmpty() || row.get().fields().isEmpty()) {
            return Optional.empty();
        }
        var names = row.get().fields();
        return parts(row.get().items())
                .filter(shapes ->
                        shapes.size() == names.size() && Set.copyOf(names).size() == names.size())
                .map(shapes -> {
                    var fields = new LinkedHashMap<String, Shape>();
                    for (int i = 0; i < names.size(); i++) {
                        fields.put(names.get(i), shapes.get(i));
                    }
                    return fields;
                });
    }

    private static Optional<List<Shape>> parts(List<ObservedShape> seen) {
        var parts = new ArrayList<Shape>();
        for (var part : seen) {
            var shape = shape(part);
            if (shape.isEmpty()) {
                return Optional.empty();
            }
            parts.add(shape.get());
        }
        return Optional.of(parts);
    }

    /** The type as Python writes it, {@code tuple[str, float | None]}. */
    static String annotation(Shape shape) {
        var text = plain(shape);
        return shape.nullable() ? text + " | None" : text;
    }

    private static String plain(Shape shape) {
        if (shape instanceof Shape.Atom atom) {
            return switch (atom.kind()) {
                case SMALL_INT, INT, SOME_INT -> "int";
                case FLOAT -> "float";
                case STRING -> "str";
                case BOOLEAN -> "bool";
            };
        }
        if (shape instanceof Shape.ListOf list) {
            return "list[" + annotation(list.element()) + "]";
        }
        var tuple = (Shape.TupleOf) shape;
        if (tuple.isRow()) {
            return IntStream.range(0, tuple.parts().size())
                    .mapToObj(i -> "\"" + tuple.names().get(i) + "\": "
                            + annotation(tuple.parts().get(i)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return tuple.parts().stream().map(Observed::annotation).collect(Collectors.joining(", ", "tuple[", "]"));
    }
}
