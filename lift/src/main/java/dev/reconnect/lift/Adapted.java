package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Subscript;
import java.math.BigInteger;

/**
 * The text of a function that stays Python, for what Spark hands to it: where it would see rows in the place of tuples it is given the tuples.
 *
 * @param isLambda whether it needs parentheses to be called
 */
record Adapted(String text, boolean isLambda) {
    static Adapted of(UserFunction function, Value argument, RuleContext context) {
        var text = context.textOf(function.given());
        boolean isLambda = !(function.given() instanceof Name);
        var shape = argument.shape();
        boolean fits = (argument instanceof Value.Parts row && row.isRow())
                || !Conversion.isNeeded(shape)
                || (function.onlyTakesParts(context) && Conversion.isTuple(shape))
                || (function.given() instanceof Lambda lambda && onlyTakesAtoms(lambda, function, shape, context));
        return fits
                ? new Adapted(text, isLambda)
                : new Adapted(
                        "lambda it: " + (isLambda ? "(" + text + ")" : text) + "(" + Conversion.of(shape, "it") + ")",
                        true);
    }

    /** To be called. */
    String called() {
        return isLambda ? "(" + text + ")" : text;
    }

    /** Whether each use of the argument takes something out of it that looks the same in a row. */
    private static boolean onlyTakesAtoms(Lambda lambda, UserFunction function, Shape shape, RuleContext context) {
        return context.model()
                .scopes()
                .openedBy(lambda)
                .flatMap(scope -> scope.findOwn(function.parameters().get(0).name()))
                .filter(binding -> function.takes(1) && binding.definitions().size() == 1)
                .filter(binding ->
                        binding.references().stream().noneMatch(name -> Conversion.isNeeded(taken(name, shape))))
                .isPresent();
    }

    /** What the subscripts behind a name take out of what it stands for. */
    private static Shape taken(Expression name, Shape whole) {
        var place = name;
        var shape = whole;
        while (shape instanceof Shape.TupleOf tuple
                && !tuple.nullable()
                && place.parent().orElse(null) instanceof Subscript part
                && part.value() == place
                && part.index() instanceof Constant index
                && index.intValue().filter(at -> isWithin(at, tuple)).isPresent()) {
            place = part;
            shape = tuple.parts().get(index.intValue().get().intValue());
        }
        return shape;
    }

    private static boolean isWithin(BigInteger index, Shape.TupleOf tuple) {
        return index.signum() >= 0
                && index.compareTo(BigInteger.valueOf(tuple.parts().size())) < 0;
    }
}
