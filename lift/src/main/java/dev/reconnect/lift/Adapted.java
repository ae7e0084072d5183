package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Subscript;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The text of a function that stays Python, for what Spark hands to it: where it would see rows in the place of tuples it is given the tuples.
 *
 * @param isLambda whether it needs parentheses to be called
 */
record Adapted(String text, boolean isLambda) {
    static Adapted of(UserFunction function, Value argument, RuleContext context) throws Blocked {
        var text = context.textOf(function.given());
        boolean isLambda = !(function.given() instanceof Name);
        var shape = argument.shape();
        if (argument instanceof Value.Parts row && row.isRow()) {
            return new Adapted(text, isLambda);
        }
        if (!Conversion.isNeeded(shape)) {
            return new Adapted(text, isLambda);
        }
        if (function.onlyTakesParts(context) && Conversion.isTuple(shape)) {
            return new Adapted(text, isLambda);
        }
        var inside = function.given() instanceof Lambda lambda
                ? inside(lambda, function, shape, context)
                : Optional.<String>empty();
        return inside.isPresent()
                ? new Adapted(inside.get(), true)
                : new Adapted(
                        "lambda it: " + (isLambda ? "(" + text + ")" : text) + "(" + Conversion.of(shape, "it") + ")",
                        true);
    }

    /** To be called. */
    String called() {
        return isLambda ? "(" + text + ")" : text;
    }

    private record Use(Expression place, Shape shape) {}

    /** The lambda itself, where each use of its argument takes a number or text out of it. */
    private static Optional<String> inside(Lambda lambda, UserFunction function, Shape shape, RuleContext context) {
        var binding = context.model()
                .scopes()
                .openedBy(lambda)
                .flatMap(scope -> scope.findOwn(function.parameters().get(0).name()));
        if (binding.isEmpty()
                || !function.takes(1)
                || binding.get().definitions().size() != 1) {
            return Optional.empty();
        }
        var uses = new ArrayList<Use>();
        for (var name : binding.get().references()) {
            var use = use(name, shape);
            if (use.shape() instanceof Shape.TupleOf
                    || (use.shape() instanceof Shape.ListOf && Conversion.isNeeded(use.shape()))) {
                return Optional.empty();
            }
            uses.add(use);
        }
        return Optional.of(rewritten(lambda, uses, context));
    }

    private static Use use(Expression name, Shape whole) {
        var use = new Use(name, whole);
        while (use.shape() instanceof Shape.TupleOf tuple
                && !tuple.nullable()
                && use.place().parent().orElse(null) instanceof Subscript part
                && part.value() == use.place()
                && part.index() instanceof Constant index
                && index.intValue().filter(at -> isWithin(at, tuple)).isPresent()) {
            use = new Use(part, tuple.parts().get(index.intValue().get().intValue()));
        }
        return use;
    }

    private static boolean isWithin(BigInteger index, Shape.TupleOf tuple) {
        return index.signum() >= 0
                && index.compareTo(BigInteger.valueOf(tuple.parts().size())) < 0;
    }

    private static String rewritten(Lambda lambda, List<Use> uses, RuleContext context) {
        var text = new StringBuilder(context.textOf(lambda));
        uses.sort(Comparator.comparingInt((Use use) -> use.place().start()).reversed());
        for (var use : uses) {
            if (Conversion.isNeeded(use.shape())) {
                int start = use.place().start() - lambda.start();
                int end = use.place().end() - lambda.start();
                text.replace(start, end, Conversion.of(use.shape(), text.substring(start, end)));
            }
        }
        return text.toString();
    }
}
