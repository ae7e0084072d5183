package dev.reconnect.lift;

import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where {@code None} may come out of a function that may be given it: types of parameters do not say. */
final class Nulls {
    /** Builtins that raise, or give something else. */
    private static final Set<String> NEVER_NONE = Set.of("int", "float", "str", "len", "abs", "round", "bool");

    private Nulls() {}

    static Shape in(Shape shape, Optional<Expression> result) {
        if (result.isEmpty()) {
            return shape.withNulls();
        }
        if (result.get() instanceof Tuple tuple
                && shape instanceof Shape.TupleOf parts
                && parts.parts().size() == tuple.elements().size()) {
            var all = new ArrayList<Shape>();
            for (int i = 0; i < tuple.elements().size(); i++) {
                all.add(in(parts.parts().get(i), Optional.of(tuple.elements().get(i))));
            }
            return new Shape.TupleOf(List.copyOf(all), shape.nullable());
        }
        return isNeverNone(result.get()) ? shape : shape.withNulls();
    }

    private static boolean isNeverNone(Expression expression) {
        return expression instanceof BinOp
                || expression instanceof Constant
                || (expression instanceof Call call
                        && call.function() instanceof Name name
                        && NEVER_NONE.contains(name.id()));
    }
}
