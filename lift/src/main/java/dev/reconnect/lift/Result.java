package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.types.ObservedCall;
import dev.reconnect.python.types.ObservedShape;
import java.util.Optional;

/**
 * What the function of a step gives.
 *
 * @param known the shape that types say
 * @param seen what runs have seen; evidence for where types say nothing
 * @param call the step
 */
record Result(Optional<Shape> known, Optional<ObservedShape> seen, Call call) {
    /** How the reason ends where a run would help. */
    static final String WANTS_RUN = "a run shows it: `reconnect migrate` makes one, `fix --trace FILE` takes one";

    /** What the elements of the RDD are that the call gives. */
    static Result of(Optional<Shape> known, Call call, RuleContext context) {
        var seen = context.model()
                .observed(call)
                .filter(observed -> call.function() instanceof Attribute method
                        && observed.member().equals(method.name()))
                .flatMap(ObservedCall::elements);
        return new Result(known, seen, call);
    }

    /** What the values of pairs are. */
    Result ofValues() {
        var part = known.filter(shape ->
                        shape instanceof Shape.TupleOf tuple && tuple.parts().size() == 2)
                .map(shape -> ((Shape.TupleOf) shape).parts().get(1));
        return new Result(
                part,
                seen.flatMap(ObservedShape::only)
                        .filter(pair -> !pair.isOpen() && pair.items().size() == 2)
                        .map(pair -> pair.items().get(1)),
                call);
    }

    /** The shape by types, where the function cannot give anything else. */
    Optional<Shape> certain(UserFunction function) {
        // What is annotated as `float` may be an `int`.
        return known.filter(shape -> !function.isAnnotated() || !shape.holdsFloats());
    }

    Optional<Shape> assumed() {
        return seen.flatMap(Observed::shape);
    }

    /** Why there is no shape. */
    Blocked blocked(UserFunction function) {
        if (seen.isPresent()) {
            return new Blocked(
                    function.given(),
                    "a run has seen `" + seen.get().display() + "` of the function, which no column holds exactly");
        }
        var reason = known.isPresent()
                ? "what is annotated as `float` may be an `int`"
                : "what the function gives has no type that is known and that a column can hold";
        return new Blocked(function.given(), reason + "; " + WANTS_RUN);
    }
}
