package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.BinaryOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Functions of two values that are put together in any order, as aggregate functions: sums, the least and the greatest, and tuples of those. */
final class Reduction {
    private final UserFunction function;
    private final RuleContext context;

    private Reduction(UserFunction function, RuleContext context) {
        this.function = function;
        this.context = context;
    }

    /** The aggregate of a column. */
    static Col of(UserFunction function, Value values, RuleContext context) throws Blocked {
        return new Reduction(function, context)
                .of(values)
                .orElseThrow(() -> new Blocked(
                        function.given(), "values are put together in a way that no aggregate function has"));
    }

    private Optional<Col> of(Value values) {
        if (function.isLibrary("operator.add") || function.isLibrary("_operator.add")) {
            return aggregate("sum", values);
        }
        if (function.isLibrary("max") || function.isLibrary("min")) {
            return aggregate(function.qualifiedName().substring("builtins.".length()), values);
        }
        if (function.result().isEmpty() || !function.lines().isEmpty() || !function.takes(2)) {
            return Optional.empty();
        }
        var body = function.result().get();
        if (body instanceof Tuple tuple
                && values instanceof Col column
                && column.isPlain()
                && column.shape() instanceof Shape.TupleOf shape
                && !shape.nullable()
                && shape.parts().size() == tuple.elements().size()) {
            return ofParts(tuple, column, shape);
        }
        return of(body, values, Optional.empty());
    }

    private Optional<Col> ofParts(Tuple tuple, Col column, Shape.TupleOf shape) {
        var parts = new ArrayList<Value>();
        for (int i = 0; i < shape.parts().size(); i++) {
            var part = of(
                    tuple.elements().get(i),
                    Col.of(column.path() + "._" + (i + 1), shape.parts().get(i)),
                    Optional.of(BigInteger.valueOf(i)));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(new Value.Parts(parts).asColumn());
    }

    private Optional<Col> of(Expression body, Value values, Optional<BigInteger> index) {
        if (body instanceof BinOp sum
                && sum.operator() == BinaryOperator.ADD
                && areBoth(sum.left(), sum.right(), index)) {
            return aggregate("sum", values);
        }
        if (body instanceof Call call
                && call.keywords().isEmpty()
                && call.arguments().size() == 2
                && areBoth(call.arguments().get(0), call.arguments().get(1), index)) {
            return call.function() instanceof Name name
                            && UserFunction.isBuiltin(name, context)
                            && (name.id().equals("max") || name.id().equals("min"))
                    ? aggregate(name.id(), values)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether the two are the function's two arguments, or the same part of both. */
    private boolean areBoth(Expression one, Expression other, Optional<BigInteger> index) {
        var names = Set.of(
                function.parameters().get(0).name(),
                function.parameters().get(1).name());
        var first = argument(one, index);
        var second = argument(other, index);
        return first.isPresent()
                && second.isPresent()
                && !first.equals(second)
                && names.contains(first.get())
                && names.contains(second.get());
    }

    private static Optional<String> argument(Expression expression, Optional<BigInteger> index) {
        if (index.isEmpty()) {
            return expression instanceof Name name ? Optional.of(name.id()) : Optional.empty();
        }
        return expression instanceof Subscript subscript
                        && subscript.value() instanceof Name name
                        && subscript.index() instanceof Constant at
                        && at.intValue().equals(index)
                ? Optional.of(name.id())
                : Optional.empty();
    }

    private static Optional<Col> aggregate(String name, Value values) {
        if (!(values instanceof Col column) || !column.isPlain()) {
            return Optional.empty();
        }
        boolean sum = name.equals("sum");
        boolean fits = sum
                ? column.shape().isNumber()
                : column.shape() instanceof Shape.Atom
                        && column.shape().isOrdered()
                        && !column.shape().isA(Kind.FLOAT);
        return fits
                ? Optional.of(Col.computed(
                        "F." + name + "(\"" + column.path() + "\")",
                        Value.ATOM,
                        sum ? column.shape().widened() : column.shape(),
                        column))
                : Optional.empty();
    }
}
