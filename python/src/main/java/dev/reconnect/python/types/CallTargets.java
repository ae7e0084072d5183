package dev.reconnect.python.types;

import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Lambda;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of things that can be called. */
final class CallTargets {
    private CallTargets() {}

    /** A function that is known by its parameters' and its result's types alone; no parameters for any. */
    record Shape(Optional<List<Type>> parameters, Type returns) implements CallTarget {
        @Override
        public String display() {
            var of = parameters
                    .map(types -> types.stream().map(Type::display).collect(Collectors.joining(", ")))
                    .orElse("...");
            return "(" + of + ") -> " + returns.display();
        }
    }

    /** A function or method of the stubs, with the receiver that a method was taken from. */
    record Declared(String name, List<Signature> signatures, @Nullable Type receiver, @Nullable StubClass owner)
            implements CallTarget {}

    /** A function of the project; the receiver is there where it was taken from an instance or class. */
    record Defined(FileModel model, FunctionDef function, @Nullable Type receiver, Context context)
            implements CallTarget {}

    /** A lambda, with the context that its free variables are looked up in. */
    record Anonymous(Lambda lambda, Context context) implements CallTarget {
        @Override
        public String display() {
            return "lambda";
        }
    }

    /** {@code functools.partial(f, ...)} and the like: what comes out is what the inner function gives. */
    record Partial(Type function, List<Type> first) implements CallTarget {}
}
