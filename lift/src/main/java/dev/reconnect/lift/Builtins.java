package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Grouped;
import dev.reconnect.lift.Value.Literal;
import java.util.List;
import java.util.Optional;

/** Calls of Python's own functions, as columns. */
final class Builtins {
    private Builtins() {}

    static Optional<Value> call(String function, List<Value> arguments) {
        if (arguments.isEmpty() || arguments.stream().allMatch(Literal.class::isInstance)) {
            return Optional.empty();
        }
        var only = arguments.get(0);
        if (arguments.size() == 2) {
            var other = arguments.get(1);
            boolean ints = only.shape().isInt() && other.shape().isInt();
            return switch (function) {
                case "min" -> ints ? Optional.of(Numbers.both("least", only, other)) : Optional.empty();
                case "max" -> ints ? Optional.of(Numbers.both("greatest", only, other)) : Optional.empty();
                default -> Optional.empty();
            };
        }
        if (arguments.size() != 1 || only.shape().nullable()) {
            return Optional.empty();
        }
        boolean text = only.shape().isA(Kind.STRING);
        if (only instanceof Grouped values) {
            return summary(function, values);
        }
        if (only.shape() instanceof Shape.ListOf list && !function.equals("len") && !function.equals("bool")) {
            return ofList(function, only.asColumn(), list);
        }
        return switch (function) {
            case "len" ->
                text
                        ? Optional.of(function("length", only, Kind.SMALL_INT))
                        : only.shape() instanceof Shape.ListOf
                                ? Optional.of(Grouped.distinct(only.asColumn())
                                        .orElseGet(() -> function("size", only, Kind.SMALL_INT)))
                                : Optional.empty();
            case "str" ->
                text
                        ? Optional.of(only)
                        : only.shape().isInt() ? Optional.of(cast(only, Kind.STRING)) : Optional.empty();
            case "int" ->
                text
                        ? parsed(only.asColumn(), Kind.INT)
                        : Optional.of(only).filter(value -> value.shape().isInt());
            case "float" ->
                text
                        ? parsed(only.asColumn(), Kind.FLOAT)
                        : only.shape().isInt()
                                ? Optional.of(cast(only, Kind.FLOAT))
                                : Optional.of(only)
                                        .filter(value -> value.shape().isA(Kind.FLOAT));
            case "abs" ->
                only.shape().isNumber()
                        ? Optional.of(
                                function("abs", Numbers.wide(only), only.shape().isInt() ? Kind.INT : Kind.FLOAT))
                        : Optional.empty();
            case "bool" -> Conditions.truth(only).map(Value.class::cast);
            default -> Optional.empty();
        };
    }

    /** A builtin of the values of a key, of which there is at least one. */
    private static Optional<Value> summary(String function, Grouped values) {
        var element = values.element();
        boolean extremes = element instanceof Shape.Atom && element.isOrdered() && !element.isA(Kind.FLOAT);
        return switch (function) {
            case "len" -> Optional.of(values.by("count", Shape.of(Kind.INT)));
            case "list" -> Optional.of(values.asColumn());
            case "set" ->
                element.isGroupKey() && !element.nullable()
                        ? Optional.of(values.by("collect_set", new Shape.ListOf(element, false, true, true)))
                        : Optional.empty();
            case "sum" -> Accumulation.sum(Col.of(values.path(), element)).map(Value.class::cast);
            case "max", "min" -> extremes ? Optional.of(values.by(function, element)) : Optional.empty();
            case "sorted" ->
                element.isOrdered()
                        ? Optional.of(Col.computed(
                                "F.sort_array(" + values.asColumn().text() + ")", Value.ATOM, values.shape(), values))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Value> ofList(String function, Col values, Shape.ListOf list) {
        var element = list.element();
        boolean extremes =
                list.isFilled() && element instanceof Shape.Atom && element.isOrdered() && !element.isA(Kind.FLOAT);
        return switch (function) {
            case "list" -> list.isSet() ? Optional.empty() : Optional.<Value>of(values);
            case "max", "min" ->
                extremes ? Optional.of(listed("array_" + function, values, element)) : Optional.empty();
            case "sorted" ->
                element.isOrdered()
                        ? Optional.of(listed("sort_array", values, new Shape.ListOf(element, false, list.isFilled())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Value listed(String function, Col values, Shape gives) {
        return Col.computed("F." + function + "(" + values.text() + ")", Value.ATOM, gives, values);
    }

    private static Value function(String name, Value argument, Kind gives) {
        return Col.computed(
                "F." + name + "(" + argument.asColumn().text() + ")", Value.ATOM, Shape.of(gives), argument);
    }

    /** A number that is written with the digits 0 to 9, or a word for what no digits say; integers that have room in 64 bits. */
    private static Optional<Value> parsed(Col text, Kind kind) {
        var number = Col.computed(
                text.operand(Value.ATOM) + ".try_cast(\"" + Shape.of(kind).ddl() + "\")",
                Value.ATOM,
                Shape.of(kind),
                text);
        return Optional.of(number.demanding(List.of(
                kind == Kind.INT
                        ? Demand.form(text, Helper.IS_INT, "ValueError: invalid literal for int()")
                        : Demand.form(text, Helper.IS_FLOAT, "ValueError: could not convert string to float"))));
    }

    private static Value cast(Value value, Kind kind) {
        return Col.computed(
                value.asColumn().operand(Value.ATOM) + ".cast(\""
                        + Shape.of(kind).ddl() + "\")",
                Value.ATOM,
                Shape.of(kind),
                value);
    }
}
