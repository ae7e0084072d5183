package dev.reconnect.python.types;

import dev.reconnect.python.tree.ParameterForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to call a function of the stubs.
 *
 * @param receiver a pattern that the receiver has to match, or null
 */
record Signature(@Nullable Type receiver, List<Parameter> parameters, Type returns) {
    Signature {
        parameters = List.copyOf(parameters);
    }

    record Parameter(String name, Type type, ParameterForm form, boolean optional) {}
}
