package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Subscript;
import java.math.BigInteger;

/**
 * A function that stays Python, for what Spark hands to it: where it would see rows in the place of tuples it is given the tuples.
 *
 * @param function its own text
 * @param isLambda whether it needs parentheses to be called
 * @param argument what it is given of {@code it}, which Spark hands over
 */
record Adapted(String function, boolean isLambda, String argument) {
    private static final String HANDED = "it";

    static Adapted of(UserFunction function, Value argument, RuleContext context) {
        var shape = argument.shape();
        boolean fits = (argument instanceof Value.Parts row && row.isRow())
                || !Conversion.isNeeded(shape)
                || (function.onlyTakesParts(context) && Conversion.isTuple(shape))
                || (function.given() instanceof Lambda lambda && onlyTakesAtoms(lambda, function, shape, context));
        return new Adapted(
                context.textOf(function.given()),
                !(function.given() instanceof Name),
                fits ? HANDED : Conversion.of(shape, HANDED));
    }

    /** The function to hand to Spark. */
    String text() {
        return argument.equals(HANDED) ? function : "lambda it: " + applied();
    }

    /** What it gives for {@code it}. */
    String applied() {
        return (isLambda ? "(" + function + ")" : function) + "(" + argument + ")";
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
