package dev.reconnect.python.names;

import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the value of a name comes from at one place of the program: a definition, or a join of several. */
public sealed interface Flow permits Definition, Flow.Join, Flow.Narrowed, Flow.Captured, Flow.Unbound {
    /** Several flows meet; in a loop the join may reach itself. */
    final class Join implements Flow {
        private final List<Flow> inputs = new ArrayList<>(3);

        void add(Flow input) {
            if (input != this && !inputs.contains(input)) {
                inputs.add(input);
            }
        }

        public List<Flow> inputs() {
            return Collections.unmodifiableList(inputs);
        }
    }

    /** The base after a test came out one way; compared by identity, since a chain of them may be long. */
    final class Narrowed implements Flow {
        private final Binding binding;
        private final Flow base;
        private final Node test;
        private final boolean positive;

        Narrowed(Binding binding, Flow base, Node test, boolean positive) {
            this.binding = binding;
            this.base = base;
            this.test = test;
            this.positive = positive;
        }

        public Binding binding() {
            return binding;
        }

        public Flow base() {
            return base;
        }

        /** An expression, or the pattern of a {@code match} case. */
        public Node test() {
            return test;
        }

        /** Whether the test held. */
        public boolean isPositive() {
            return positive;
        }
    }

    /** A variable of an enclosing scope, read in the body of a function. */
    record Captured(Binding binding, FunctionDef function) implements Flow {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Captured that && that.binding == binding && that.function == function;
        }

        @Override
        public int hashCode() {
            return 31 * binding.hashCode() + function.hashCode();
        }
    }

    /** Nothing has been assigned in this scope: the name may still be imported by star, built in, or given by a notebook. */
    enum Unbound implements Flow {
        INSTANCE
    }
}
