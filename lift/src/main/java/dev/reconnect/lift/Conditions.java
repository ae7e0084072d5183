package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Literal;
import dev.reconnect.python.tree.CompareOperator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Comparisons and truth values, as columns. */
final class Conditions {
    private Conditions() {}

    private static final String IS_NOT = " != ";
    private static final String NO_TEXT = IS_NOT + "\"\"";
    private static final String NO_NUMBER = IS_NOT + "0";

    static Value not(Col condition) {
        int end = condition.text().lastIndexOf(IS_NOT);
        if (condition.binds() == Value.COMPARISON
                && end > 0
                && Set.of(NO_TEXT, NO_NUMBER).contains(condition.text().substring(end))) {
            var text = condition.text().substring(0, end) + " == "
                    + condition.text().substring(end + IS_NOT.length());
            return Col.computed(text, Value.COMPARISON, Shape.of(Kind.BOOLEAN), condition);
        }
        return Col.computed("~" + condition.operand(Value.SIGN), Value.SIGN, Shape.of(Kind.BOOLEAN), condition);
    }

    /** Whether Python takes the value for true. */
    static Optional<Col> truth(Value value) {
        if (value instanceof Literal) {
            return Optional.empty();
        }
        if (value instanceof Col column && column.shape().nullable()) {
            return column.shape() instanceof Shape.Atom
                    ? truth(column.as(column.shape().notNull())).map(Conditions::falseForNull)
                    : Optional.empty();
        }
        var column = value.asColumn();
        if (value.shape() instanceof Shape.ListOf) {
            return Optional.of(
                    Col.computed("F.size(" + column.text() + ") > 0", Value.COMPARISON, Shape.of(Kind.BOOLEAN), value));
        }
        if (!(value.shape() instanceof Shape.Atom atom)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (atom.kind()) {
                    case BOOLEAN -> column;
                    case STRING -> isTrue(column, NO_TEXT);
                    case SMALL_INT, INT, SOME_INT, FLOAT -> isTrue(column, NO_NUMBER);
                });
    }

    private static Col falseForNull(Col condition) {
        return Col.computed(
                "F.coalesce(" + condition.text() + ", F.lit(False))", Value.ATOM, Shape.of(Kind.BOOLEAN), condition);
    }

    /** {@code ==} and {@code !=}, for which {@code None} is a value like others. */
    static Optional<Value> equal(Value left, CompareOperator operator, Value right) {
        if (!left.shape().nullable() && !right.shape().nullable()) {
            return compare(left, operator, right);
        }
        if (left instanceof Literal) {
            return equal(right, operator, left);
        }
        if (!(left instanceof Col column) || right instanceof Value.Parts) {
            return Optional.empty();
        }
        var other = right instanceof Col some ? some.as(some.shape().notNull()) : right;
        if (compare(column.as(column.shape().notNull()), CompareOperator.EQ, other)
                .isEmpty()) {
            return Optional.empty();
        }
        var text = right instanceof Literal literal
                ? literal.text()
                : right.asColumn().text();
        var same = Col.computed(
                column.operand(Value.ATOM) + ".eqNullSafe(" + text + ")",
                Value.ATOM,
                Shape.of(Kind.BOOLEAN),
                left,
                right);
        return Optional.of(operator == CompareOperator.EQ ? same : not(same));
    }

    private static Col isTrue(Col column, String test) {
        return Col.computed(
                column.operand(Value.COMPARISON + 1) + test, Value.COMPARISON, Shape.of(Kind.BOOLEAN), column);
    }

    static Value joined(List<Value> conditions, boolean all) {
        int binds = all ? Value.AND : Value.OR;
        var text = conditions.stream()
                .map(value -> value.asColumn().operand(binds))
                .collect(Collectors.joining(all ? " & " : " | "));
        return Col.computed(text, binds, Shape.of(Kind.BOOLEAN), conditions.toArray(Value[]::new));
    }

    static Value isNull(Col column, boolean isNull) {
        var test = isNull ? ".isNull()" : ".isNotNull()";
        return Col.computed(column.operand(Value.ATOM) + test, Value.ATOM, Shape.of(Kind.BOOLEAN), column);
    }

    static Optional<Value> compare(Value left, CompareOperator operator, Value right) {
        if (left instanceof Literal && right instanceof Literal) {
            return Optional.empty();
        }
        boolean numbers = left.shape().isNumber() && right.shape().isNumber();
        boolean texts = left.shape().isA(Kind.STRING) && right.shape().isA(Kind.STRING);
        boolean floats = left.shape().isA(Kind.FLOAT) || right.shape().isA(Kind.FLOAT);
        // A large integer beside a float would be rounded first.
        boolean mixed =
                floats && !(left.shape().isA(Kind.FLOAT) && right.shape().isA(Kind.FLOAT));
        boolean exact = texts || (numbers && (!mixed || left instanceof Literal || right instanceof Literal));
        return switch (operator) {
            case EQ, NOT_EQ, LT, LT_E, GT, GT_E ->
                exact
                                && !(floats
                                        && operator != CompareOperator.EQ
                                        && operator != CompareOperator.NOT_EQ
                                        && !isLess(left, operator, right))
                        ? Optional.of(comparison(left, operator, right))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether a comparison with a number that is written down is false for NaN, which Spark takes for the largest number. */
    private static boolean isLess(Value left, CompareOperator operator, Value right) {
        return right instanceof Literal
                ? operator == CompareOperator.LT || operator == CompareOperator.LT_E
                : left instanceof Literal && (operator == CompareOperator.GT || operator == CompareOperator.GT_E);
    }

    private static Value comparison(Value left, CompareOperator operator, Value right) {
        var first = left instanceof Literal literal
                ? literal.text()
                : left.asColumn().operand(Value.COMPARISON + 1);
        var second = right instanceof Literal literal
                ? literal.text()
                : right.asColumn().operand(Value.COMPARISON + 1);
        return Col.computed(
                first + " " + operator.symbol() + " " + second, Value.COMPARISON, Shape.of(Kind.BOOLEAN), left, right);
    }

    static Value isIn(Value element, String options) {
        return Col.computed(
                element.asColumn().operand(Value.ATOM) + ".isin(" + options + ")",
                Value.ATOM,
                Shape.of(Kind.BOOLEAN),
                element);
    }
}
