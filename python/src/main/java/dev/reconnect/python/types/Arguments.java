package dev.reconnect.python.types;

import dev.reconnect.python.tree.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a call.
 *
 * @param open whether starred arguments may add any others
 */
record Arguments(List<Type> positional, Map<String, Type> named, List<Expression> expressions, boolean open) {
    Arguments {
        positional = List.copyOf(positional);
        named = new LinkedHashMap<>(named);
        expressions = List.copyOf(expressions);
    }

    static Arguments of(List<Type> positional) {
        return new Arguments(positional, Map.of(), List.of(), false);
    }

    Type first() {
        return positional.isEmpty() ? Type.UNKNOWN : positional.get(0);
    }
}
