package dev.reconnect.lift;

import dev.reconnect.core.ImportRequest;
import dev.reconnect.lift.Exits.Exit;
import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Methods that make one value of all elements, as aggregates of a whole frame. */
final class Totals {
    private static final Map<String, String> STATISTICS = Map.of(
            "variance", "var_pop", "stdev", "stddev_pop", "sampleVariance", "var_samp", "sampleStdev", "stddev_samp");

    private final RuleContext context;
    private final Needs needs;
    private final Guard guard;
    private final Accumulation accumulation;

    Totals(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
        this.guard = new Guard(needs);
        this.accumulation = new Accumulation(context, needs);
    }

    /** The aggregate of the only column, of numbers or of what can be ordered. */
    private static Lifted aggregate(Lifted receiver, Call call, String function) throws Blocked {
        var frame = Exits.without(receiver, call).frame();
        if (frame.isTuple()) {
            throw new Blocked(call, "the elements are tuples");
        }
        return receiver.then(frame, ".agg(F." + function + "(\"value\"))", ".first()[0]");
    }

    Exit sum(Lifted given, Call call) throws Blocked {
        var element = given.frame().element().present(Demand.NO_OPERAND);
        var sum = Accumulation.sum(element);
        if (given.frame().isTuple() || sum.isEmpty()) {
            throw new Blocked(call, "the elements are not known to be numbers");
        }
        var receiver = guard.meeting(element.demands(), Exits.without(given, call));
        var frame = receiver.frame();
        needs.expectRoom(element.shape());
        var total = receiver.then(frame, ".agg(" + sum.get().text() + ")", ".first()[0]");
        if (sum.get().shape().isA(Kind.FLOAT)) {
            return new Exit(needs.helper(Helper.OR_ZERO) + "(", total, ")");
        }
        return new Exit("(", total, " or 0)");
    }

    Exit extreme(Lifted receiver, Call call, String name) throws Blocked {
        var shape = receiver.frame().shape();
        if (receiver.frame().isTuple() && !receiver.frame().isRow() && shape.isOrdered()) {
            return extremeTuple(Exits.without(receiver, call), call, name);
        }
        if (!(shape instanceof Shape.Atom) || shape.nullable()) {
            throw new Blocked(call, "Spark orders such elements in another way than Python");
        }
        if (shape.isA(Kind.FLOAT)) {
            needs.expectNumbers();
        }
        return new Exit(needs.helper(Helper.REDUCED) + "(", aggregate(receiver, call, name), ")");
    }

    private Exit extremeTuple(Lifted receiver, Call call, String name) throws Blocked {
        var frame = receiver.frame();
        if (frame.shape().holdsFloats()) {
            needs.expectNumbers();
        }
        var columns = new ArrayList<Value>();
        for (int i = 0; i < frame.parts().size(); i++) {
            columns.add(frame.part(i));
        }
        var names = frame.columns().stream().map(column -> "\"" + column + "\"").collect(Collectors.joining(", "));
        var greatest = Col.computed(
                "F." + name + "(F.struct(" + names + "))", Value.ATOM, frame.shape(), columns.toArray(Value[]::new));
        return reducedTuple(receiver, greatest, call);
    }

    /** An aggregate that gives one of the tuples. */
    private Exit reducedTuple(Lifted receiver, Col tuple, Call call) throws Blocked {
        if (Columns.partsOf(tuple).stream().anyMatch(part -> part.shape().holdsTuples())) {
            throw new Blocked(call, "the result is a tuple of tuples");
        }
        var named = Col.computed(tuple.operand(Value.ATOM) + ".alias(\"it\")", Value.ATOM, Shape.of(Kind.INT), tuple);
        var row = row(receiver, List.of(named), call, ".select(\"it.*\")", ".first()");
        return new Exit(needs.helper(Helper.REDUCED_PARTS) + "(", row, ")");
    }

    /** Of nothing the mean is 0.0, and the others are NaN; without any partition there is an error. */
    Exit statistic(Lifted receiver, Call call, String name) throws Blocked {
        var frame = numbers(receiver, call);
        if (name.equals("mean")) {
            var mean = aggregate(receiver, call, "avg");
            return frame.ofEachLine()
                    ? new Exit(needs.helper(Helper.REDUCED) + "(", mean, ")")
                    : new Exit("(", mean, " or 0.0)");
        }
        var nan = "F.lit(float(\"nan\"))";
        if (frame.ofEachLine()) {
            nan = "F.when(F.count(\"value\") > 0, " + nan + ")";
        }
        var column = "F.coalesce(F." + STATISTICS.get(name) + "(\"value\"), " + nan + ")";
        var statistic = receiver.then(frame, ".agg(" + column + ")", ".first()[0]");
        return frame.ofEachLine()
                ? new Exit(needs.helper(Helper.REDUCED) + "(", statistic, ")")
                : new Exit("", statistic, "");
    }

    /** All statistics in one object, which has the greatest and the least as floats. */
    Exit stats(Lifted receiver, Call call) throws Blocked {
        var frame = numbers(receiver, call);
        var counter = ImportRequest.from("pyspark.statcounter", "StatCounter");
        if (!needs.importing(counter).equals(counter.boundName())) {
            throw new Blocked(call, "`StatCounter` stands for something else here");
        }
        needs.expectNumbers();
        var functions = Stream.of("count", "avg", "var_pop", "min", "max")
                .map(function -> "F." + function + "(\"value\")")
                .collect(Collectors.joining(", "));
        var row = receiver.then(frame, ".agg(" + functions + ")", ".first()");
        var helper = needs.helper(Helper.STATS_OF);
        return frame.ofEachLine()
                ? new Exit(helper + "(" + needs.helper(Helper.REDUCED_PARTS) + "(", row, "))")
                : new Exit(helper + "(", row, ")");
    }

    private static Frame numbers(Lifted receiver, Call call) throws Blocked {
        var frame = Exits.without(receiver, call).frame();
        if (!frame.shape().isNumber()) {
            throw new Blocked(call, "the elements are not known to be numbers");
        }
        return frame;
    }

    Exit reduce(Lifted receiver, Call call) throws Blocked {
        if (call.arguments().isEmpty()) {
            throw new Blocked(call, "it is given no function");
        }
        if (receiver.frame().isRow()) {
            throw new Blocked(call, "of one element it is a row, of more a tuple");
        }
        var function = UserFunction.of(call.arguments().get(0), context);
        var value = accumulation.reduced(function, receiver.frame().element());
        if (value instanceof Col tuple && tuple.shape() instanceof Shape.TupleOf) {
            return reducedTuple(receiver, tuple, call);
        }
        if (!(value instanceof Parts parts)) {
            var only = only(receiver, value, function.given());
            return new Exit(needs.helper(Helper.REDUCED) + "(", only, ")");
        }
        var row = row(receiver, parts.values(), function.given());
        return new Exit(needs.helper(Helper.REDUCED_PARTS) + "(", row, ")");
    }

    Exit fold(Lifted receiver, Call call) throws Blocked {
        if (call.arguments().size() != 2) {
            throw new Blocked(call, "it has other arguments than a value and a function");
        }
        var zero = Grouping.zero(call, context);
        var function = UserFunction.of(call.arguments().get(1), context);
        return total(
                receiver, accumulation.folded(zero, function, receiver.frame().element()), zero, call);
    }

    Exit aggregate(Lifted receiver, Call call) throws Blocked {
        if (call.arguments().size() < 3
                || call.arguments().stream().anyMatch(argument -> argument.kind() == NodeKind.STARRED)) {
            throw new Blocked(call, "it has other arguments than a value and two functions");
        }
        var zero = Grouping.zero(call, context);
        var add = UserFunction.of(call.arguments().get(1), context);
        var merge = UserFunction.of(call.arguments().get(2), context);
        return total(
                receiver,
                accumulation.aggregated(zero, add, merge, receiver.frame().element()),
                zero,
                call);
    }

    /** What is left of the start value where there are no elements. */
    private Exit total(Lifted receiver, Value value, Expression zero, Call call) throws Blocked {
        if (!(value instanceof Parts parts)) {
            return new Exit("", only(receiver, orElse(value, zero), call), "");
        }
        var columns = new ArrayList<Value>();
        for (int i = 0; i < parts.values().size(); i++) {
            columns.add(orElse(parts.values().get(i), ((Tuple) zero).elements().get(i)));
        }
        var row = row(receiver, columns, call);
        return isUnpacked(call) ? new Exit("", row, "") : new Exit("tuple(", row, ")");
    }

    private static boolean isUnpacked(Call call) {
        return call.parent().orElse(null) instanceof Assign assign
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Tuple;
    }

    private Value orElse(Value value, Expression zero) {
        var column = value.asColumn();
        return column.text().startsWith("F.sum(")
                ? Col.computed(
                        "F.coalesce(" + column.text() + ", F.lit(" + context.textOf(zero) + "))",
                        Value.ATOM,
                        column.shape(),
                        column)
                : column;
    }

    private static Lifted only(Lifted receiver, Value value, Expression place) throws Blocked {
        return row(receiver, List.of(value), place, ".first()[0]");
    }

    private static Lifted row(Lifted receiver, List<Value> values, Expression place) throws Blocked {
        return row(receiver, values, place, ".first()");
    }

    /** What is taken of the row of the aggregates. */
    private static Lifted row(Lifted receiver, List<Value> values, Expression place, String... taken) throws Blocked {
        for (var due : receiver.frame().dues()) {
            if (values.stream().noneMatch(value -> value.reads().stream().anyMatch(due::contains))) {
                throw new Blocked(place, Frame.NOT_CALLED);
            }
        }
        for (var value : values) {
            if (value.shape().holdsTuples()) {
                throw new Blocked(place, "the result is a tuple of tuples");
            }
        }
        var text = values.stream().map(value -> value.asColumn().text()).collect(Collectors.joining(", "));
        return receiver.then(receiver.frame(), ".agg(" + text + ")").then(receiver.frame(), taken);
    }
}
