package dev.reconnect.lift;

import java.util.ArrayList;

/** What Spark gives back in the place of a value, as code that makes the value of it: rows become tuples, some lists sets. */
final class Conversion {
    private Conversion() {}

    static boolean isNeeded(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            return list.isSet() || isNeeded(list.element());
        }
        return shape instanceof Shape.TupleOf tuple
                && (!tuple.isRow() || tuple.parts().stream().anyMatch(Conversion::isNeeded));
    }

    /** Whether {@code tuple(row)} is all that it takes. */
    static boolean isTuple(Shape shape) {
        return shape instanceof Shape.TupleOf tuple
                && !tuple.isRow()
                && tuple.parts().stream().noneMatch(Conversion::isNeeded);
    }

    /** The element of a row with that text. */
    static String ofRow(Frame frame, String row) {
        return frame.isTuple() ? of(frame.shape(), row) : of(frame.shape(), row + "[0]");
    }

    static String of(Shape shape, String text) {
        return of(shape, text, 0);
    }

    private static String of(Shape shape, String text, int depth) {
        if (!isNeeded(shape)) {
            return text;
        }
        var value = present(shape, text, depth);
        return shape.nullable() ? "(None if " + text + " is None else " + value + ")" : value;
    }

    private static String present(Shape shape, String text, int depth) {
        if (shape instanceof Shape.ListOf list) {
            var inner = "item" + (depth == 0 ? "" : depth);
            if (list.isSet() && !isNeeded(list.element())) {
                return "set(" + text + ")";
            }
            var items = of(list.element(), inner, depth + 1) + " for " + inner + " in " + text;
            return list.isSet() ? "{" + items + "}" : "[" + items + "]";
        }
        if (isTuple(shape)) {
            return "tuple(" + text + ")";
        }
        var parts = new ArrayList<String>();
        var shapes = ((Shape.TupleOf) shape).parts();
        for (int i = 0; i < shapes.size(); i++) {
            parts.add(of(shapes.get(i), text + "[" + i + "]", depth));
        }
        return "(" + String.join(", ", parts) + (parts.size() == 1 ? ",)" : ")");
    }
}
