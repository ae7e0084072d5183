package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Literal;
import dev.reconnect.python.tree.BinaryOperator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Arithmetic of numbers, as columns: where no step can fail, or round otherwise than Python. */
final class Numbers {
    private Numbers() {}

    /** @param positive the texts of columns that are greater than zero */
    static Optional<Value> arithmetic(BinaryOperator operator, Value left, Value right, Set<String> positive) {
        if (left instanceof Literal one && right instanceof Literal other) {
            return constant(operator, one, other);
        }
        if (operator == BinaryOperator.ADD
                && left.shape().isA(Kind.STRING)
                && right.shape().isA(Kind.STRING)) {
            var text = "F.concat(" + left.asColumn().text() + ", "
                    + right.asColumn().text() + ")";
            return Optional.of(Col.computed(text, Value.ATOM, Shape.of(Kind.STRING), left, right));
        }
        if (!left.shape().isNumber() || !right.shape().isNumber()) {
            return Optional.empty();
        }
        boolean ints = left.shape().isInt() && right.shape().isInt();
        var shape = Shape.of(ints ? Kind.INT : Kind.FLOAT);
        return switch (operator) {
            case ADD, SUB -> Optional.of(infix(left, operator.symbol(), right, Value.SUM, shape));
            case MULT -> Optional.of(infix(left, operator.symbol(), right, Value.PRODUCT, shape));
            case DIV -> {
                var quotient = infix(left, operator.symbol(), right, Value.PRODUCT, Shape.of(Kind.FLOAT));
                yield isPositive(right) || (right instanceof Col column && positive.contains(column.text()))
                        ? Optional.of(quotient)
                        : right instanceof Col column
                                ? Optional.of(quotient.demanding(List.of(Demand.notZero(column))))
                                : Optional.empty();
            }
            case MOD ->
                ints && isPositive(right)
                        ? Optional.of(Col.computed(
                                "F.pmod(" + wide(left).text() + ", "
                                        + right.asColumn().text() + ")",
                                Value.ATOM,
                                shape,
                                left))
                        : Optional.empty();
            case POW -> ints && left instanceof Col column ? power(column, right) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A square or a cube of what a column holds: Spark has no powers of integers. */
    private static Optional<Value> power(Col base, Value exponent) {
        if (!base.isPlain()
                || !(exponent instanceof Literal written)
                || !Set.of("2", "3").contains(written.text())) {
            return Optional.empty();
        }
        var square = infix(base, "*", base, Value.PRODUCT, Shape.of(Kind.INT));
        return Optional.of(
                written.text().equals("2") ? square : infix(square, "*", base, Value.PRODUCT, Shape.of(Kind.INT)));
    }

    /** Of two numbers that are written down, which the program goes on to compute. */
    private static Optional<Value> constant(BinaryOperator operator, Literal left, Literal right) {
        boolean known =
                switch (operator) {
                    case ADD, SUB, MULT -> true;
                    case DIV -> isPositive(right);
                    default -> false;
                };
        if (!known || !left.shape().isNumber() || !right.shape().isNumber()) {
            return Optional.empty();
        }
        boolean ints = operator != BinaryOperator.DIV
                && left.shape().isInt()
                && right.shape().isInt();
        var text = "(" + left.text() + " " + operator.symbol() + " " + right.text() + ")";
        return Optional.of(new Literal(text, Shape.of(ints ? Kind.INT : Kind.FLOAT)));
    }

    /** A number that is written down and greater than zero, or the number of a key's values. */
    static boolean isPositive(Value value) {
        if (value instanceof Col column && column.text().startsWith("F.count(")) {
            return column.binds() == Value.ATOM && column.reads().size() == 1;
        }
        return value instanceof Literal literal
                && Character.isDigit(literal.text().charAt(0))
                && literal.text().chars().anyMatch(c -> c >= '1' && c <= '9')
                && literal.text().chars().allMatch(c -> Character.isDigit(c) || c == '.');
    }

    private static Col infix(Value left, String operator, Value right, int binds, Shape shape) {
        var first =
                left instanceof Literal literal ? literal.text() : wide(left).operand(binds);
        var second =
                right instanceof Literal literal ? literal.text() : wide(right).operand(binds + 1);
        return Col.computed(first + " " + operator + " " + second, binds, shape, left, right);
    }

    /** Small integers as large ones: sums of them need the room. */
    static Col wide(Value value) {
        var column = value.asColumn();
        return column.shape().isA(Kind.SMALL_INT) || column.shape().isA(Kind.SOME_INT)
                ? Col.computed(column.operand(Value.ATOM) + ".cast(\"bigint\")", Value.ATOM, Shape.of(Kind.INT), column)
                : column;
    }

    static Value both(String function, Value one, Value other) {
        return Col.computed(
                "F." + function + "(" + wideArgument(one) + ", " + wideArgument(other) + ")",
                Value.ATOM,
                Shape.of(Kind.INT),
                one,
                other);
    }

    private static String wideArgument(Value value) {
        return value instanceof Literal ? value.asColumn().text() : wide(value).text();
    }
}
