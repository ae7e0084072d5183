package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Literal;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.BinaryOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.SetDisplay;
import dev.reconnect.python.tree.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What functions that put values together, one by one and in any order, come to as aggregate functions: sums, counts, the least and the
 * greatest, lists, and tuples of those.
 */
final class Accumulation {
    /** The names of what is put together so far, and of what is added to it, as if they were columns. */
    private static final String SO_FAR = "so far";

    private static final String OTHER = "other";

    private final RuleContext context;
    private final Needs needs;
    private final Columns columns;

    Accumulation(RuleContext context, Needs needs) {
        this.needs = needs;
        this.context = context;
        this.columns = new Columns(context);
    }

    private enum How {
        SUM,
        MAX,
        MIN,
        LIST,
        SET,
        /** Of two sets; what merges them. */
        UNION;

        /** Whether what is put together is no value itself. */
        boolean collects() {
            return this == LIST || this == SET || this == UNION;
        }
    }

    /** A part of what is put together: how, and from what of each value. */
    private record Slot(How how, Value from) {}

    /** A slot, or a tuple of some. */
    private record Slots(Optional<Slot> slot, List<Slots> parts) {}

    /** {@code reduceByKey(function)} and its like: what is put together looks like the values. */
    Value reduced(UserFunction function, Value values) throws Blocked {
        var best = best(function, values);
        return best.isPresent()
                ? best.get()
                : find(function, values)
                        .filter(slots -> isOf(slots, values))
                        .flatMap(slots -> aggregate(slots, Optional.empty()))
                        .orElseThrow(() -> unknown(function.given()));
    }

    /** {@code foldByKey(zero, function)}. */
    Value folded(Expression zero, UserFunction function, Value values) throws Blocked {
        return find(function, values)
                .filter(slots -> isOf(slots, values))
                .flatMap(slots -> aggregate(slots, Optional.of(zero)))
                .orElseThrow(() -> unknown(function.given()));
    }

    /** {@code aggregateByKey(zero, add, merge)}. */
    Value aggregated(Expression zero, UserFunction add, UserFunction merge, Value values) throws Blocked {
        return find(add, values)
                .filter(slots -> areMerged(slots, merge))
                .flatMap(slots -> aggregate(slots, Optional.of(zero)))
                .orElseThrow(() -> unknown(add.given()));
    }

    /** {@code combineByKey(create, add, merge)}. */
    Value combined(UserFunction create, UserFunction add, UserFunction merge, Value values) throws Blocked {
        var slots = find(add, values).filter(found -> areMerged(found, merge));
        if (slots.isEmpty() || !isCreated(slots.get(), create, values)) {
            throw unknown(add.given());
        }
        return aggregate(slots.get(), Optional.empty()).orElseThrow(() -> unknown(add.given()));
    }

    /** The one of two tuples that is greater, or less, by something in it: {@code a if a[1] > b[1] else b}, {@code max(a, b, key=...)}. */
    private Optional<Value> best(UserFunction function, Value values) {
        if (!(values.shape() instanceof Shape.TupleOf tuple)
                || tuple.holdsNulls()
                || !function.takes(2)
                || !function.lines().isEmpty()) {
            return Optional.empty();
        }
        var result = function.result().orElse(null);
        if (result instanceof IfExp choice) {
            return best(choice, function, values);
        }
        var how = result instanceof Call call ? library(UserFunction.of(call.function(), context)) : library(function);
        if (how.filter(one -> one == How.MAX || one == How.MIN).isEmpty()
                || !(result instanceof Call call)
                || call.arguments().size() != 2
                || !areBoth(call.arguments().get(0), call.arguments().get(1), function)) {
            return Optional.empty();
        }
        var by = call.keywords().size() == 1
                ? call.findKeyword("key").flatMap(key -> columns.apply(UserFunction.of(key.value(), context), values))
                : Optional.<Value>empty();
        boolean first = call.arguments().get(0) instanceof Name name
                && name.id().equals(function.parameters().get(0).name());
        return by.flatMap(key -> best(how.get(), values, key, !first));
    }

    private Optional<Value> best(IfExp choice, UserFunction function, Value values) {
        if (!(choice.test() instanceof Compare test)
                || test.operators().size() != 1
                || !areBoth(choice.body(), choice.orElse(), function)) {
            return Optional.empty();
        }
        var operator = test.operators().get(0);
        boolean greater = operator == CompareOperator.GT || operator == CompareOperator.GT_E;
        boolean strict = operator == CompareOperator.GT || operator == CompareOperator.LT;
        if (!greater && operator != CompareOperator.LT && operator != CompareOperator.LT_E) {
            return Optional.empty();
        }
        var taken = ((Name) choice.body()).id();
        var left = ofOne(test.left(), taken, values);
        boolean takenFirst = left.isPresent();
        var other = ((Name) choice.orElse()).id();
        var key = takenFirst ? left : ofOne(test.left(), other, values);
        var compared = ofOne(test.comparators().get(0), takenFirst ? other : taken, values);
        if (key.isEmpty() || !key.equals(compared)) {
            return Optional.empty();
        }
        var onTie = strict ? other : taken;
        boolean later = onTie.equals(function.parameters().get(1).name());
        return best(greater == takenFirst ? How.MAX : How.MIN, values, key.get(), later);
    }

    /** What the expression gives for the one parameter, if it reads nothing but that. */
    private Optional<Value> ofOne(Expression expression, String parameter, Value values) {
        return columns.value(expression, Map.of(parameter, values))
                .filter(value -> !value.reads().isEmpty());
    }

    private static boolean areBoth(Expression one, Expression other, UserFunction function) {
        var names = Set.of(
                function.parameters().get(0).name(),
                function.parameters().get(1).name());
        return one instanceof Name first
                && other instanceof Name second
                && names.equals(Set.of(first.id(), second.id()));
    }

    /** @param later whether of two that are equal the later is taken, as {@code max_by} does */
    private Optional<Value> best(How how, Value values, Value key, boolean later) {
        if (!key.shape().isOrdered() || (key.shape().holdsFloats() && !(key.shape() instanceof Shape.Atom))) {
            return Optional.empty();
        }
        if (key.shape().holdsFloats()) {
            needs.expectNumbers();
        }
        if (!later) {
            needs.expectAny();
        }
        var name = how == How.MAX ? "max_by" : "min_by";
        return Optional.of(Col.computed(
                "F." + name + "(" + argument(values) + ", " + argument(key) + ")",
                Value.ATOM,
                values.asColumn().shape(),
                values));
    }

    /** As an argument of a function of columns, which takes names as well. */
    private static String argument(Value value) {
        return value instanceof Col column && column.isPlain()
                ? "\"" + column.path() + "\""
                : value.asColumn().text();
    }

    private static Blocked unknown(Expression place) {
        return new Blocked(place, "values are put together in a way that no aggregate function has");
    }

    private Optional<Slots> find(UserFunction function, Value added) {
        var how = library(function);
        if (how.isPresent()) {
            return Optional.of(leaf(how.get(), added));
        }
        var body = Body.of(function);
        if (body.isEmpty() || !function.takes(2)) {
            return Optional.empty();
        }
        var result = body.get().result();
        var soFar = placeholder(SO_FAR, result, function);
        var names = columns.bound(function, soFar, added);
        return names.flatMap(bound -> find(result, soFar, body.get(), bound));
    }

    private static Optional<How> library(UserFunction function) {
        if (function.isLibrary("operator.add") || function.isLibrary("_operator.add")) {
            return Optional.of(How.SUM);
        }
        return function.isLibrary("max")
                ? Optional.of(How.MAX)
                : function.isLibrary("min") ? Optional.of(How.MIN) : Optional.empty();
    }

    private static Slots leaf(How how, Value from) {
        return new Slots(Optional.of(new Slot(how, from)), List.of());
    }

    /** A value of the structure of what a function returns, with a name of its own for each part. */
    private static Value placeholder(String path, Expression result, UserFunction function) {
        int parts = result instanceof Tuple tuple ? tuple.elements().size() : unpacked(function);
        if (parts == 0) {
            return Col.of(path, Shape.of(Kind.INT));
        }
        var values = new ArrayList<Value>();
        for (int i = 0; i < parts; i++) {
            var element = result instanceof Tuple tuple ? tuple.elements().get(i) : result;
            values.add(
                    element instanceof Tuple
                            ? placeholder(path + "._" + (i + 1), element, function)
                            : Col.of(path + "._" + (i + 1), Shape.of(Kind.INT)));
        }
        return new Parts(values);
    }

    private static int unpacked(UserFunction function) {
        var first = function.parameters().get(0).name();
        return function.lines().stream()
                .filter(line -> line.value() instanceof Name name && name.id().equals(first))
                .flatMap(line -> line.targets().stream())
                .filter(Tuple.class::isInstance)
                .mapToInt(target -> ((Tuple) target).elements().size())
                .findFirst()
                .orElse(0);
    }

    private Optional<Slots> find(Expression result, Value soFar, Body body, Map<String, Value> names) {
        if (result instanceof Tuple tuple && soFar instanceof Parts parts) {
            var slots = new ArrayList<Slots>();
            for (int i = 0; i < tuple.elements().size(); i++) {
                var slot = find(tuple.elements().get(i), parts.values().get(i), body, names);
                if (slot.isEmpty()) {
                    return Optional.empty();
                }
                slots.add(slot.get());
            }
            return Optional.of(new Slots(Optional.empty(), slots));
        }
        return soFar instanceof Col column
                ? slot(result, column, body, names)
                        .filter(slot -> !readsSoFar(slot.from()))
                        .map(slot -> new Slots(Optional.of(slot), List.of()))
                : Optional.empty();
    }

    private static boolean readsSoFar(Value value) {
        return value.reads().contains(SO_FAR);
    }

    private Optional<Slot> slot(Expression result, Col soFar, Body body, Map<String, Value> names) {
        if (body.appended().isPresent() && is(result, soFar, names)) {
            var call = body.appended().get();
            return is(((Attribute) call.function()).value(), soFar, names) ? listed(call, names) : Optional.empty();
        }
        if (result instanceof BinOp union && union.operator() == BinaryOperator.BIT_OR) {
            return is(union.left(), soFar, names) ? united(union.right(), names) : Optional.empty();
        }
        if (result instanceof Call union
                && union.function() instanceof Attribute method
                && method.name().equals("union")
                && union.arguments().size() == 1
                && union.keywords().isEmpty()) {
            return is(method.value(), soFar, names) ? united(union.arguments().get(0), names) : Optional.empty();
        }
        if (result instanceof BinOp sum && sum.operator() == BinaryOperator.ADD) {
            return is(sum.left(), soFar, names)
                    ? summand(sum.right(), names)
                    : is(sum.right(), soFar, names) && !(sum.left() instanceof ListDisplay)
                            ? summand(sum.left(), names)
                            : Optional.empty();
        }
        if (result instanceof Call call
                && call.keywords().isEmpty()
                && call.arguments().size() == 2
                && call.function() instanceof Name name
                && UserFunction.isBuiltin(name, context)
                && (name.id().equals("max") || name.id().equals("min"))) {
            var how = name.id().equals("max") ? How.MAX : How.MIN;
            return other(call.arguments().get(0), call.arguments().get(1), soFar, names)
                    .map(from -> new Slot(how, from));
        }
        return result instanceof IfExp choice ? chosen(choice, soFar, names) : Optional.empty();
    }

    /** {@code soFar | {value}}, or {@code soFar | other} where two are merged. */
    private Optional<Slot> united(Expression added, Map<String, Value> names) {
        if (added instanceof SetDisplay set && set.elements().size() == 1) {
            return columns.value(set.elements().get(0), names).map(from -> new Slot(How.SET, from));
        }
        return columns.value(added, names).filter(Accumulation::isOther).map(from -> new Slot(How.UNION, from));
    }

    private boolean is(Expression expression, Col soFar, Map<String, Value> names) {
        return columns.value(expression, names)
                .filter(value -> value instanceof Col column && column.path().equals(soFar.path()))
                .isPresent();
    }

    private Optional<Value> other(Expression one, Expression two, Col soFar, Map<String, Value> names) {
        return is(one, soFar, names)
                ? columns.value(two, names)
                : is(two, soFar, names) ? columns.value(one, names) : Optional.empty();
    }

    private Optional<Slot> summand(Expression added, Map<String, Value> names) {
        if (added instanceof ListDisplay list && list.elements().size() == 1) {
            return columns.value(list.elements().get(0), names).map(from -> new Slot(How.LIST, from));
        }
        return columns.value(added, names).map(from -> new Slot(How.SUM, from));
    }

    /** {@code soFar.append(value)}, or {@code soFar.extend(other)} where two are merged. */
    private Optional<Slot> listed(Call call, Map<String, Value> names) {
        var method = ((Attribute) call.function()).name();
        if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
            return Optional.empty();
        }
        var from = columns.value(call.arguments().get(0), names);
        return switch (method) {
            case "append" -> from.map(value -> new Slot(How.LIST, value));
            case "add" -> from.map(value -> new Slot(How.SET, value));
            case "extend" -> from.filter(Accumulation::isOther).map(value -> new Slot(How.SUM, value));
            case "update" -> from.filter(Accumulation::isOther).map(value -> new Slot(How.UNION, value));
            default -> Optional.empty();
        };
    }

    private static boolean isOther(Value value) {
        return value.reads().equals(Set.of(OTHER));
    }

    /** {@code a if a > b else b} and its like; of values that are equal it does not matter which is taken. */
    private Optional<Slot> chosen(IfExp choice, Col soFar, Map<String, Value> names) {
        if (!(choice.test() instanceof Compare test) || test.operators().size() != 1) {
            return Optional.empty();
        }
        var operator = test.operators().get(0);
        boolean greater = operator == CompareOperator.GT || operator == CompareOperator.GT_E;
        if (!greater && operator != CompareOperator.LT && operator != CompareOperator.LT_E) {
            return Optional.empty();
        }
        boolean keeps = is(choice.body(), soFar, names);
        var from = other(choice.body(), choice.orElse(), soFar, names);
        boolean soFarFirst = is(test.left(), soFar, names);
        var compared = other(test.left(), test.comparators().get(0), soFar, names);
        return from.filter(value -> compared.filter(value::equals).isPresent())
                .map(value -> new Slot(greater == (keeps == soFarFirst) ? How.MAX : How.MIN, value));
    }

    /** Whether each slot is made of the same part of the values. */
    private static boolean isOf(Slots slots, Value values) {
        if (slots.slot().isPresent()) {
            var slot = slots.slot().get();
            return !slot.how().collects() && slot.from().equals(values);
        }
        var parts = Columns.partsOf(values);
        if (parts.size() != slots.parts().size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!isOf(slots.parts().get(i), parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the function merges two of what is put together, slot by slot, as the slots are filled. */
    private boolean areMerged(Slots slots, UserFunction merge) {
        var other = placeholder(slots, OTHER);
        return find(merge, other)
                .filter(merged -> isMerged(slots, merged, other))
                .isPresent();
    }

    private static Value placeholder(Slots slots, String path) {
        if (slots.slot().isPresent()) {
            return Col.of(path, Shape.of(Kind.INT));
        }
        var parts = new ArrayList<Value>();
        for (int i = 0; i < slots.parts().size(); i++) {
            parts.add(placeholder(slots.parts().get(i), path + "._" + (i + 1)));
        }
        return new Parts(parts);
    }

    private static boolean isMerged(Slots slots, Slots merged, Value other) {
        if (slots.slot().isPresent()) {
            if (merged.slot().isEmpty() || !merged.slot().get().from().equals(other)) {
                return false;
            }
            var how = slots.slot().get().how();
            var mergedHow = merged.slot().get().how();
            return switch (how) {
                case LIST -> mergedHow == How.SUM;
                case SET -> mergedHow == How.UNION;
                default -> how == mergedHow;
            };
        }
        if (merged.parts().size() != slots.parts().size()) {
            return false;
        }
        for (int i = 0; i < slots.parts().size(); i++) {
            if (!isMerged(
                    slots.parts().get(i),
                    merged.parts().get(i),
                    ((Parts) other).values().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the function makes of the first value what adding it to nothing would make. */
    private boolean isCreated(Slots slots, UserFunction create, Value values) {
        if (create.isLibrary("list") || create.result().isEmpty() || !create.takes(1)) {
            return false;
        }
        var names = columns.bound(create, values);
        return names.isPresent() && isCreated(slots, create.result().get(), names.get());
    }

    private boolean isCreated(Slots slots, Expression result, Map<String, Value> names) {
        if (slots.slot().isPresent()) {
            var slot = slots.slot().get();
            var made = !slot.how().collects() ? Optional.of(result) : onlyElement(result, slot.how());
            return made.flatMap(expression -> columns.value(expression, names))
                    .filter(slot.from()::equals)
                    .isPresent();
        }
        if (!(result instanceof Tuple tuple)
                || tuple.elements().size() != slots.parts().size()) {
            return false;
        }
        for (int i = 0; i < slots.parts().size(); i++) {
            if (!isCreated(slots.parts().get(i), tuple.elements().get(i), names)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Expression> onlyElement(Expression made, How how) {
        var elements = how == How.LIST && made instanceof ListDisplay list
                ? list.elements()
                : how == How.SET && made instanceof SetDisplay set ? set.elements() : List.<Expression>of();
        return elements.size() == 1 ? Optional.of(elements.get(0)) : Optional.empty();
    }

    private Optional<Value> aggregate(Slots slots, Optional<Expression> zero) {
        if (slots.slot().isPresent()) {
            return aggregate(slots.slot().get(), zero);
        }
        if (zero.isPresent()
                && !(zero.get() instanceof Tuple tuple
                        && tuple.elements().size() == slots.parts().size())) {
            return Optional.empty();
        }
        var parts = new ArrayList<Value>();
        for (int i = 0; i < slots.parts().size(); i++) {
            int at = i;
            var part = aggregate(
                    slots.parts().get(i),
                    zero.map(tuple -> ((Tuple) tuple).elements().get(at)));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(new Parts(parts));
    }

    private Optional<Value> aggregate(Slot slot, Optional<Expression> zero) {
        return switch (slot.how()) {
            case SUM -> sum(slot.from(), zero);
            case MAX, MIN -> extreme(slot, zero);
            case LIST -> list(slot.from(), zero);
            case SET -> set(slot.from(), zero);
            case UNION -> Optional.empty();
        };
    }

    private Optional<Value> sum(Value from, Optional<Expression> zero) {
        var start = zero.flatMap(expression -> columns.value(expression, new HashMap<>()))
                .filter(Accumulation::isZero);
        if (zero.isPresent() && start.isEmpty()) {
            return Optional.empty();
        }
        boolean becomesFloat = from.shape().isInt()
                && start.filter(value -> value.shape().isA(Kind.FLOAT)).isPresent();
        if (from instanceof Literal one && one.text().equals("1") && !becomesFloat) {
            return Optional.of(Col.computed("F.count(\"*\")", Value.ATOM, Shape.of(Kind.INT)));
        }
        if (becomesFloat) {
            var floats = from.asColumn().operand(Value.ATOM) + ".cast(\"double\")";
            return Optional.of(Col.computed("F.sum(" + floats + ")", Value.ATOM, Shape.of(Kind.FLOAT), from));
        }
        needs.expectRoom(from.asColumn().shape());
        return sum(from).map(Value.class::cast);
    }

    /** The sum of numbers; of integers, which become {@code bigint}, an error where that has no room. */
    static Optional<Col> sum(Value from) {
        return from.shape().isNumber()
                ? Optional.of(Col.computed(
                        "F.sum(" + argument(from) + ")",
                        Value.ATOM,
                        from.shape().widened(),
                        from))
                : Optional.empty();
    }

    private static boolean isZero(Value value) {
        return value instanceof Literal literal
                && !literal.text().isEmpty()
                && literal.text().chars().allMatch(c -> c == '0' || c == '.');
    }

    /** The least or the greatest, and the zero among them: it may be put in any number of times. */
    private Optional<Value> extreme(Slot slot, Optional<Expression> zero) {
        var shape = slot.from().shape();
        if (!shape.isOrdered() || (shape.holdsFloats() && !(shape instanceof Shape.Atom))) {
            return Optional.empty();
        }
        if (shape.holdsFloats()) {
            needs.expectNumbers();
        }
        boolean most = slot.how() == How.MAX;
        var call = "F." + (most ? "max" : "min") + "(" + argument(slot.from()) + ")";
        var found = Col.computed(call, Value.ATOM, shape, slot.from());
        if (zero.isEmpty()) {
            return Optional.of(found);
        }
        var start = columns.value(zero.get(), new HashMap<>());
        boolean same = start.filter(value -> value instanceof Literal
                        && value.shape() instanceof Shape.Atom
                        && value.shape().isSameAs(shape))
                .isPresent();
        return same
                ? Optional.of(Col.computed(
                        "F." + (most ? "greatest" : "least") + "("
                                + start.get().asColumn().text() + ", " + found.text() + ")",
                        Value.ATOM,
                        shape.widened(),
                        found))
                : Optional.empty();
    }

    private static Optional<Value> list(Value from, Optional<Expression> zero) {
        boolean empty = zero.isEmpty()
                || zero.filter(start -> start instanceof ListDisplay list
                                && list.elements().isEmpty())
                        .isPresent();
        return empty ? collected("collect_list", from, false) : Optional.empty();
    }

    /** A set, of elements that are equal in Spark where they are in Python. */
    private Optional<Value> set(Value from, Optional<Expression> zero) {
        boolean empty = zero.isEmpty()
                || zero.filter(start -> start instanceof Call made
                                && made.arguments().isEmpty()
                                && made.keywords().isEmpty()
                                && made.function() instanceof Name name
                                && name.id().equals("set")
                                && UserFunction.isBuiltin(name, context))
                        .isPresent();
        return empty && from.shape().isGroupKey() ? collected("collect_set", from, true) : Optional.empty();
    }

    private static Optional<Value> collected(String function, Value from, boolean isSet) {
        if (from.shape().nullable() || from instanceof Literal) {
            return Optional.empty();
        }
        var shape = new Shape.ListOf(from.asColumn().shape(), false, true, isSet);
        return Optional.of(Col.computed("F." + function + "(" + argument(from) + ")", Value.ATOM, shape, from));
    }
}
