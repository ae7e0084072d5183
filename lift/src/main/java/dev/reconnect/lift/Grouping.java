package dev.reconnect.lift;

import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Grouped;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Methods that put the values of a key together, as {@code groupBy} and aggregate functions. */
final class Grouping {
    static final String BY_KEY = ".groupBy(\"_1\")";
    static final String LISTED = listed("_2");

    private static final String ONES = ", F.lit(1).alias(\"_2\"))";
    private static final Pattern NOT_IN_GROUP_BY = Pattern.compile("explode\\(|inline\\(|udf\\(|\\)\\(");

    private final RuleContext context;
    private final Needs needs;
    private final Columns columns;
    private final Accumulation accumulation;

    Grouping(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
        this.columns = new Columns(context);
        this.accumulation = new Accumulation(context, needs);
    }

    Lifted reduceByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var function = functions(call, 1, 0).get(0);
        return values(receiver) instanceof Col column
                        && column.shape().nullable()
                        && column.shape() instanceof Shape.Atom
                ? ofSomeNone(receiver, function, column, call)
                : aggregated(receiver, accumulation.reduced(function, values(receiver)), call);
    }

    /** Of values that may be {@code None}: one alone stays what it is, among several the function raises. */
    private Lifted ofSomeNone(Lifted receiver, UserFunction function, Col values, Call call) throws Blocked {
        var reduced = accumulation.reduced(function, values.as(values.shape().notNull()));
        if (!(reduced instanceof Col value) || !(value.shape() instanceof Shape.Atom)) {
            throw withoutNone(call);
        }
        needs.helper(Helper.HOLDS);
        var frame = receiver.frame();
        var shape = Shape.pair(frame.parts().get(0), value.shape().orNull());
        var fits = "((F.count(\"*\") == 1) | (F.count(\"*\") == F.count(\"_2\"))).alias(\"fits\")";
        return receiver.then(
                new Frame(shape, Order.OPEN, true, dues(frame, reduced, call)),
                BY_KEY,
                ".agg(" + value.operand(Value.ATOM) + ".alias(\"_2\"), " + fits + ")",
                ".filter(holds(F.col(\"fits\"), \"" + Demand.NO_OPERAND + "\"))",
                ".drop(\"fits\")");
    }

    Lifted foldByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var functions = functions(call, 2, 1);
        return aggregated(receiver, accumulation.folded(zero(call, context), functions.get(0), values(receiver)), call);
    }

    Lifted aggregateByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var functions = functions(call, 3, 1);
        var value = accumulation.aggregated(zero(call, context), functions.get(0), functions.get(1), values(receiver));
        return aggregated(receiver, value, call);
    }

    Lifted combineByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var functions = functions(call, 3, 0);
        var value = accumulation.combined(functions.get(0), functions.get(1), functions.get(2), values(receiver));
        return aggregated(receiver, value, call);
    }

    private static Value values(Lifted receiver) {
        return receiver.frame().part(1);
    }

    /** The first argument, or what the variable that it is stands for. */
    static Expression zero(Call call, RuleContext context) {
        var given = call.arguments().get(0);
        return given instanceof Name name
                ? context.model()
                        .onlyValue(name)
                        .filter(value -> value instanceof Tuple || value.kind() == NodeKind.CONSTANT)
                        .orElse(given)
                : given;
    }

    /** The arguments from that place on, which are functions; a number of partitions may follow. */
    private List<UserFunction> functions(Call call, int arguments, int from) throws Blocked {
        boolean counted = call.arguments().size() == arguments + 1
                || call.keywords().stream().allMatch(keyword -> keyword.isNamed("numPartitions"));
        if (call.arguments().size() < arguments
                || call.arguments().size() > arguments + 1
                || !counted
                || call.arguments().stream().anyMatch(Starred.class::isInstance)) {
            throw new Blocked(call, "it has other arguments than functions and a number of partitions");
        }
        var functions = new ArrayList<UserFunction>();
        for (var argument : call.arguments().subList(from, arguments)) {
            functions.add(UserFunction.of(argument, context));
        }
        return functions;
    }

    private static Lifted aggregated(Lifted receiver, Value value, Expression place) throws Blocked {
        var counted = counted(receiver, value, place);
        if (counted.isPresent()) {
            return counted.get();
        }
        return aggregated(receiver, BY_KEY, value, place);
    }

    /** Of pairs that are made just before, of keys and ones, the sums by key: how many there are of each. */
    private static Optional<Lifted> counted(Lifted receiver, Value sum, Expression place) throws Blocked {
        int last = receiver.calls().size() - 1;
        if (last < 0
                || !receiver.calls().get(last).startsWith(Steps.SELECT)
                || !receiver.calls().get(last).endsWith(ONES)
                || !sum.equals(Accumulation.sum(receiver.frame().part(1)).orElse(null))) {
            return Optional.empty();
        }
        var pairs = receiver.calls().get(last);
        var key = pairs.substring(Steps.SELECT.length(), pairs.length() - ONES.length());
        if (NOT_IN_GROUP_BY.matcher(key).find()) {
            return Optional.empty();
        }
        var elements = new Lifted(receiver.base(), receiver.calls().subList(0, last), receiver.frame());
        var count = Col.computed("F.count(\"*\")", Value.ATOM, Shape.of(Shape.Kind.INT));
        return Optional.of(aggregated(elements, ".groupBy(" + key + ")", count, place));
    }

    private static Lifted aggregated(Lifted receiver, String groupBy, Value value, Expression place) throws Blocked {
        var column = value.asColumn();
        var frame = receiver.frame();
        var shape = Shape.pair(frame.parts().get(0), column.shape());
        return receiver.then(
                new Frame(shape, Order.OPEN, true, dues(frame, value, place))
                        .knowing(Positive.conditions("_2", value, frame.known())),
                groupBy,
                ".agg(" + column.operand(Value.ATOM) + ".alias(\"_2\"))");
    }

    /** What is still due where of a key's values no more is read than that. */
    private static List<Set<String>> dues(Frame frame, Value value, Expression place) throws Blocked {
        var dues = new ArrayList<Set<String>>();
        for (var due : frame.dues()) {
            var kept = new HashSet<String>();
            if (due.contains("_1")) {
                kept.add("_1");
            }
            if (due.contains("_2") && value.reads().contains("_2")) {
                kept.add("_2");
            }
            if (kept.isEmpty()) {
                throw new Blocked(place, Frame.NOT_CALLED);
            }
            dues.add(Set.copyOf(kept));
        }
        return dues;
    }

    Lifted groupByKey(Lifted receiver, Call call) throws Blocked {
        functions(call, 0, 0);
        return groupedByKey(receiver, call);
    }

    Lifted groupedByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var frame = receiver.frame();
        var value = frame.parts().get(1);
        if (value.nullable()) {
            throw withoutNone(call);
        }
        var shape = Shape.pair(frame.parts().get(0), new Shape.ListOf(value, false, true));
        return receiver.then(new Frame(shape, Order.OPEN, true, frame.dues()), BY_KEY, LISTED);
    }

    /** What a function makes of a key's values where they are grouped just before: the aggregate, without a list of them. */
    Optional<Lifted> summarized(Lifted grouped, UserFunction function, boolean ofValues) throws Blocked {
        int last = grouped.calls().size() - 1;
        var frame = grouped.frame();
        if (last < 1 || !grouped.calls().get(last).equals(LISTED)) {
            return Optional.empty();
        }
        var values = new Grouped("_2", ((Shape.ListOf) frame.parts().get(1)).element());
        var made = ofValues
                ? columns.apply(function, values)
                : columns.apply(function, new Parts(List.of(frame.part(0), values)))
                        .flatMap(element -> besideKey(element, frame));
        if (made.isEmpty() || made.get().reads().contains("_1")) {
            return Optional.empty();
        }
        var column = made.get().asColumn();
        if (column.text().contains("F.sum(")) {
            needs.expectRoom(values.element());
        }
        var next = new Frame(
                Shape.pair(frame.parts().get(0), column.shape()),
                Order.OPEN,
                true,
                dues(frame, made.get(), function.given()));
        var lifted = new Lifted(grouped.base(), grouped.calls().subList(0, last), frame);
        return Optional.of(lifted.then(next, ".agg(" + column.operand(Value.ATOM) + ".alias(\"_2\"))"));
    }

    /** The second part of a pair whose first is the key. */
    private static Optional<Value> besideKey(Value element, Frame frame) {
        return element instanceof Parts pair
                        && pair.values().size() == 2
                        && pair.values().get(0).equals(frame.part(0))
                ? Optional.of(pair.values().get(1))
                : Optional.empty();
    }

    static Lifted distinct(Lifted receiver, Call call) throws Blocked {
        var frame = receiver.frame();
        if (!frame.shape().isGroupKey()) {
            throw new Blocked(call, "equal elements in Python are not equal rows in Spark");
        }
        return receiver.then(frame.in(Order.OPEN), ".distinct()");
    }

    private static void key(Lifted receiver, Call call) throws Blocked {
        Steps.pair(receiver, call);
        if (!receiver.frame().parts().get(0).isGroupKey()) {
            throw unequal(call);
        }
    }

    /** The values of a key as a list in the column. */
    static String listed(String column) {
        return ".agg(F.collect_list(\"_2\").alias(\"" + column + "\"))";
    }

    static Blocked withoutNone(Call call) {
        return new Blocked(call, "`collect_list` leaves out `None`");
    }

    static Blocked unequal(Call call) {
        return new Blocked(call, "equal keys in Python are not equal keys in Spark");
    }
}
