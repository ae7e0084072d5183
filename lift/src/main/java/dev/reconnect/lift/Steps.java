package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Methods that make an RDD of an RDD, as methods of frames. */
final class Steps {
    /** The kinds of joins, by the names that RDDs and frames have for them. */
    static final Map<String, String> JOINS =
            Map.of("join", "inner", "leftOuterJoin", "left", "rightOuterJoin", "right", "fullOuterJoin", "full");

    private final RuleContext context;
    private final Needs needs;
    private final Columns columns;
    private final PythonSteps python;

    Steps(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
        this.columns = new Columns(context);
        this.python = new PythonSteps(context, needs);
    }

    /** A step without a further RDD: {@code receiver.method(...)}, which gives elements of that shape. */
    Lifted lift(Lifted receiver, Call call, Attribute method, Optional<Shape> known) throws Blocked {
        var frame = receiver.frame();
        var element = Result.of(known, call, context);
        return switch (method.name()) {
            case "map" -> map(receiver, only(call), frame.element(), List.of(), element);
            case "mapValues" -> mapValues(receiver, call, element);
            case "keyBy" -> keyBy(receiver, only(call));
            case "keys" -> part(receiver, call, 0);
            case "values" -> part(receiver, call, 1);
            case "flatMap" -> flatMap(receiver, only(call), frame.element(), List.of(), element);
            case "flatMapValues" -> {
                pair(receiver, call);
                yield flatMap(receiver, only(call), frame.part(1), List.of(frame.part(0)), element.ofValues());
            }
            case "filter" -> filter(receiver, only(call));
            case "distinct" -> distinct(receiver, call);
            case "reduceByKey" -> reduceByKey(receiver, call);
            case "groupByKey" -> groupByKey(receiver, call);
            case "sortBy" -> sortBy(receiver, call);
            case "sortByKey" -> sortByKey(receiver, call);
            case "cache", "persist", "unpersist" ->
                receiver.then(frame, "." + method.name() + context.textOf(call).substring(method.end() - call.start()));
            case "setName" -> receiver;
            default -> throw Blocked.method(method, "RDD");
        };
    }

    /** The only argument, a function. */
    private UserFunction only(Call call) throws Blocked {
        if (call.arguments().size() != 1
                || !call.keywords().isEmpty()
                || call.arguments().get(0).kind() == NodeKind.STARRED) {
            throw new Blocked(call, "it has more arguments than a function");
        }
        return UserFunction.of(call.arguments().get(0), context);
    }

    private static void pair(Lifted receiver, Call call) throws Blocked {
        if (!receiver.frame().isPair()) {
            throw new Blocked(call, "its elements are not known to be pairs");
        }
    }

    private Lifted map(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result element)
            throws Blocked {
        var exact = columns.apply(function, argument);
        if (exact.isPresent()) {
            return select(receiver, withBefore(before, exact.get()), function.given());
        }
        return python.map(receiver, function, argument, before, element);
    }

    private static Value withBefore(List<Value> before, Value last) {
        if (before.isEmpty()) {
            return last;
        }
        var all = new ArrayList<>(before);
        all.add(last);
        return new Parts(all);
    }

    private Lifted mapValues(Lifted receiver, Call call, Result element) throws Blocked {
        pair(receiver, call);
        var frame = receiver.frame();
        var function = only(call);
        if (frame.part(1).shape() instanceof Shape.ListOf list
                && function.qualifiedName().startsWith("builtins.")) {
            var summary = summary(function, list.element());
            if (summary.isPresent()) {
                return unique(
                        select(receiver, new Parts(List.of(frame.part(0), summary.get())), function.given()), frame);
            }
        }
        return unique(map(receiver, function, frame.part(1), List.of(frame.part(0)), element.ofValues()), frame);
    }

    /** Builtins over the grouped values of a key, of which there is at least one. */
    private static Optional<Value> summary(UserFunction function, Shape element) {
        var values = Col.of("_2", new Shape.ListOf(element, false));
        if (function.isLibrary("list")) {
            return Optional.of(values);
        }
        if (function.isLibrary("sum") && element.isInt()) {
            return Optional.of(Col.computed(
                    "F.aggregate(\"_2\", F.lit(0).cast(\"bigint\"), lambda total, value: total + value)",
                    Value.ATOM,
                    Shape.of(Kind.INT),
                    values));
        }
        if (function.isLibrary("sorted") && element.isOrdered()) {
            return Optional.of(Col.computed("F.sort_array(\"_2\")", Value.ATOM, values.shape(), values));
        }
        boolean extreme = function.isLibrary("max") || function.isLibrary("min");
        return extreme && element.isOrdered() && !element.isA(Kind.FLOAT)
                ? Optional.of(Col.computed(
                        "F.array_" + function.qualifiedName().substring("builtins.".length()) + "(\"_2\")",
                        Value.ATOM,
                        element,
                        values))
                : Optional.empty();
    }

    private static Lifted unique(Lifted lifted, Frame before) {
        var frame = lifted.frame();
        return new Lifted(
                lifted.base(),
                lifted.calls(),
                new Frame(frame.shape(), frame.order(), before.uniqueKeys(), frame.dues()));
    }

    private Lifted keyBy(Lifted receiver, UserFunction function) throws Blocked {
        var exact = columns.apply(function, receiver.frame().element());
        if (exact.isEmpty()) {
            throw new Blocked(function.given(), "the key is not computed by columns");
        }
        return select(receiver, new Parts(List.of(exact.get(), receiver.frame().element())), function.given());
    }

    private Lifted part(Lifted receiver, Call call, int index) throws Blocked {
        pair(receiver, call);
        return select(receiver, receiver.frame().part(index), call);
    }

    /** A {@code select} of what makes up an element. */
    private Lifted select(Lifted receiver, Value value, Expression place) throws Blocked {
        var parts = value instanceof Parts tuple ? tuple.values() : spread(value);
        boolean isTuple = parts.size() > 1 || value instanceof Parts;
        var names = isTuple ? Frame.columnsOf(parts.size()) : List.of("value");
        var shapes = new ArrayList<Shape>();
        var selected = new ArrayList<String>();
        var dues = new ArrayList<Set<String>>();
        for (int i = 0; i < parts.size(); i++) {
            var column = parts.get(i).asColumn();
            shapes.add(column.shape());
            selected.add(
                    column.path().equals(names.get(i))
                            ? "\"" + column.path() + "\""
                            : column.operand(Value.ATOM) + ".alias(\"" + names.get(i) + "\")");
        }
        for (var due : receiver.frame().dues()) {
            var kept = new HashSet<String>();
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).reads().stream().anyMatch(due::contains)) {
                    kept.add(names.get(i));
                }
            }
            if (kept.isEmpty()) {
                throw new Blocked(
                        place, "Spark would not call a function whose result is not used, and not see it fail");
            }
            dues.add(kept);
        }
        var shape = isTuple ? new Shape.TupleOf(shapes, false) : shapes.get(0);
        boolean same = value instanceof Parts
                && selected.equals(receiver.frame().columns().stream()
                        .map(c -> "\"" + c + "\"")
                        .toList());
        var frame = new Frame(shape, receiver.frame().order().computed(), false, dues);
        return same ? receiver.then(frame) : receiver.then(frame, ".select(" + String.join(", ", selected) + ")");
    }

    /** A tuple in one column becomes a column for each part. */
    private static List<Value> spread(Value value) {
        if (value instanceof Col column
                && column.isPlain()
                && column.shape() instanceof Shape.TupleOf tuple
                && !tuple.nullable()) {
            var parts = new ArrayList<Value>();
            for (int i = 0; i < tuple.parts().size(); i++) {
                parts.add(Col.of(column.path() + "._" + (i + 1), tuple.parts().get(i)));
            }
            return parts;
        }
        return List.of(value);
    }

    private Lifted flatMap(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result element)
            throws Blocked {
        var exact = columns.apply(function, argument)
                .filter(value ->
                        value.shape() instanceof Shape.ListOf && !value.shape().nullable());
        if (exact.isPresent()) {
            var shape = ((Shape.ListOf) exact.get().shape()).element();
            if (!(shape instanceof Shape.Atom)) {
                throw new Blocked(function.given(), "it gives lists of lists");
            }
            var exploded =
                    Col.computed("F.explode(" + exact.get().asColumn().text() + ")", Value.ATOM, shape, exact.get());
            return select(receiver, withBefore(before, exploded), function.given());
        }
        return python.flatMap(receiver, function, argument, before, element);
    }

    private Lifted filter(Lifted receiver, UserFunction function) throws Blocked {
        var frame = receiver.frame();
        var condition = columns.apply(function, frame.element()).flatMap(Columns::truth);
        if (condition.isPresent()) {
            for (var due : frame.dues()) {
                if (condition.get().reads().stream().noneMatch(due::contains)) {
                    throw new Blocked(
                            function.given(), "Spark would filter before it calls a function, and not see it fail");
                }
            }
            return receiver.then(frame, ".filter(" + condition.get().text() + ")");
        }
        return python.filter(receiver, function);
    }

    private static Lifted distinct(Lifted receiver, Call call) throws Blocked {
        var frame = receiver.frame();
        if (!frame.shape().isKey()) {
            throw new Blocked(call, "equal elements in Python are not equal rows in Spark");
        }
        return receiver.then(frame.in(Order.OPEN), ".distinct()");
    }

    private Lifted reduceByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var function = firstOf(call);
        var frame = receiver.frame();
        var column = Reduction.of(function, frame.part(1), context);
        return receiver.then(
                new Frame(Shape.pair(frame.parts().get(0), column.shape()), Order.OPEN, true, frame.dues()),
                ".groupBy(\"_1\")",
                ".agg(" + column.text() + ".alias(\"_2\"))");
    }

    private Lifted groupByKey(Lifted receiver, Call call) throws Blocked {
        key(receiver, call);
        var frame = receiver.frame();
        var value = frame.parts().get(1);
        if (value.nullable()) {
            throw new Blocked(call, "`collect_list` leaves out `None`");
        }
        return receiver.then(
                new Frame(
                        Shape.pair(frame.parts().get(0), new Shape.ListOf(value, false)),
                        Order.OPEN,
                        true,
                        frame.dues()),
                ".groupBy(\"_1\")",
                ".agg(F.collect_list(\"_2\").alias(\"_2\"))");
    }

    private static void key(Lifted receiver, Call call) throws Blocked {
        pair(receiver, call);
        if (!receiver.frame().parts().get(0).isKey()) {
            throw new Blocked(call, "equal keys in Python are not equal keys in Spark");
        }
    }

    private UserFunction firstOf(Call call) throws Blocked {
        boolean counted = call.arguments().size() == 2
                || call.keywords().stream().allMatch(keyword -> keyword.isNamed("numPartitions"));
        if (call.arguments().isEmpty() || !counted || call.arguments().get(0).kind() == NodeKind.STARRED) {
            throw new Blocked(call, "it has more arguments than a function and a number of partitions");
        }
        return UserFunction.of(call.arguments().get(0), context);
    }

    /** Pairs of pairs: what a key has on both sides. Keys that are missing on one side leave {@code None}. */
    Lifted join(Lifted left, Lifted right, Call call, String how) throws Blocked {
        key(left, call);
        key(right, call);
        var first = left.frame();
        var second = right.frame();
        if (!first.parts().get(0).isSameAs(second.parts().get(0))
                || !first.dues().isEmpty()
                || !second.dues().isEmpty()) {
            throw new Blocked(
                    call,
                    "the keys of the two sides are not of one type, or a function on one side might not be called");
        }
        boolean leftMayMiss = how.equals("right") || how.equals("full");
        boolean rightMayMiss = how.equals("left") || how.equals("full");
        var one = first.parts().get(1);
        var other = second.parts().get(1);
        var values = new Shape.TupleOf(
                List.of(leftMayMiss ? one.orNull() : one, rightMayMiss ? other.orNull() : other), false);
        var frame = new Frame(
                Shape.pair(first.parts().get(0), values),
                Order.OPEN,
                first.uniqueKeys() && second.uniqueKeys(),
                List.of());
        var join = ".join(" + right.text() + ".toDF(\"_1\", \"other\"), \"_1\""
                + (how.equals("inner") ? ")" : ", \"" + how + "\")");
        return left.then(
                frame,
                join,
                ".select(\"_1\", F.struct(F.col(\"_2\").alias(\"_1\"), F.col(\"other\").alias(\"_2\")).alias(\"_2\"))");
    }

    static Lifted union(Lifted left, Lifted right, Call call) throws Blocked {
        if (!left.frame().shape().isSameAs(right.frame().shape())
                || !left.frame().dues().equals(right.frame().dues())) {
            throw new Blocked(call, "the elements of the two sides are not of one type");
        }
        boolean defined = left.frame().order() == Order.DEFINED && right.frame().order() == Order.DEFINED;
        boolean open = left.frame().order() == Order.OPEN || right.frame().order() == Order.OPEN;
        var order = defined ? Order.DEFINED : open ? Order.OPEN : Order.OF_FILES;
        var frame = new Frame(
                left.frame().shape().common(right.frame().shape()).orElseThrow(),
                order,
                false,
                left.frame().dues());
        return left.then(frame, ".union(" + right.text() + ")");
    }

    private Lifted sortBy(Lifted receiver, Call call) throws Blocked {
        if (call.arguments().isEmpty()) {
            throw new Blocked(call, "it has no key function");
        }
        var key = columns.apply(
                UserFunction.of(call.arguments().get(0), context),
                receiver.frame().element());
        return sorted(
                receiver,
                call,
                key.orElseThrow(() -> new Blocked(call.arguments().get(0), "the key is not computed by columns")),
                isAscending(call, 1));
    }

    private Lifted sortByKey(Lifted receiver, Call call) throws Blocked {
        pair(receiver, call);
        return sorted(receiver, call, receiver.frame().part(0), isAscending(call, 0));
    }

    /** The argument {@code ascending}, which has to be written down. */
    private static boolean isAscending(Call call, int position) throws Blocked {
        for (var keyword : call.keywords()) {
            if (keyword.isNamed("keyfunc")) {
                throw new Blocked(keyword, "it sorts by a function of the key");
            }
        }
        Optional<Expression> given = call.arguments().size() > position
                ? Optional.of(call.arguments().get(position))
                : call.findKeyword("ascending").map(keyword -> keyword.value());
        if (call.arguments().size() > position + 2) {
            throw new Blocked(call, "it sorts by a function of the key");
        }
        if (given.isEmpty()) {
            return true;
        }
        if (given.get() instanceof Constant constant
                && (constant.type() == ConstantType.TRUE || constant.type() == ConstantType.FALSE)) {
            return constant.type() == ConstantType.TRUE;
        }
        throw new Blocked(given.get(), "it is not written down whether it sorts upwards or downwards");
    }

    private Lifted sorted(Lifted receiver, Call call, Value key, boolean ascending) throws Blocked {
        var frame = receiver.frame();
        var order = order(frame, key, ascending, call);
        var from = !showsOrder(frame, key) || !frame.order().isOfFiles() ? receiver : needs.inOrderOfFiles(receiver);
        return from.then(frame.in(Order.DEFINED), ".orderBy(" + order + ")");
    }

    /** The arguments of {@code orderBy}: elements with equal keys stay in the order that they are in. */
    static String order(Frame frame, Value key, boolean ascending, Call call) throws Blocked {
        if (!key.shape().isOrdered()) {
            throw new Blocked(call, "Spark orders such keys in another way than Python");
        }
        var text = new ArrayList<String>();
        for (var part : partsOf(key)) {
            text.add(part(part.asColumn(), ascending));
        }
        if (showsOrder(frame, key)) {
            text.add("F.monotonically_increasing_id()");
        }
        return String.join(", ", text);
    }

    private static List<Value> partsOf(Value key) {
        return key instanceof Parts tuple ? tuple.values() : List.of(key);
    }

    /** Whether elements that differ may have equal keys, and then stay in an order that is defined. */
    static boolean showsOrder(Frame frame, Value key) {
        var told = new HashSet<String>();
        for (var part : partsOf(key)) {
            var column = part.asColumn();
            told.add(column.isPlain() ? column.path() : column.negates());
        }
        boolean decides = told.containsAll(frame.columns()) || (frame.uniqueKeys() && told.contains("_1"));
        return !decides && frame.order() != Order.OPEN;
    }

    private static String part(Col column, boolean ascending) {
        if (!column.negates().isEmpty()) {
            return ascending ? "F.desc(\"" + column.negates() + "\")" : "\"" + column.negates() + "\"";
        }
        if (!ascending) {
            return column.isPlain() ? "F.desc(\"" + column.path() + "\")" : column.operand(Value.ATOM) + ".desc()";
        }
        return column.isPlain() ? "\"" + column.path() + "\"" : column.text();
    }
}
