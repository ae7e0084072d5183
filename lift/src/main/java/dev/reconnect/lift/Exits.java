package dev.reconnect.lift;

import dev.reconnect.core.ImportRequest;
import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import dev.reconnect.python.tree.While;
import dev.reconnect.rules.Layout;
import java.util.Optional;
import java.util.Set;

/** Methods that take values out of an RDD, as code that gives the same values of a frame. */
final class Exits {
    /** Methods of pairs. */
    private static final Set<String> BY_KEY = Set.of("countByKey", "collectAsMap", "lookup", "reduceByKeyLocally");

    private final RuleContext context;
    private final Columns columns;
    private final Grouping grouping;
    private final Totals totals;
    private final Outcome outcome;
    private final Needs needs;
    private final PythonSteps python;

    Exits(RuleContext context, Needs needs) {
        this.context = context;
        this.columns = new Columns(context);
        this.grouping = new Grouping(context, needs);
        this.totals = new Totals(context, needs);
        this.outcome = new Outcome(context, needs);
        this.needs = needs;
        this.python = new PythonSteps(context, needs);
    }

    /**
     * The new text of a call.
     *
     * @param before what stands in front of the frame
     * @param after what stands behind it
     */
    record Exit(String before, Lifted frame, String after) {}

    Exit lift(Lifted elements, Call call, Attribute method) throws Blocked {
        var given = method.name().equals("count") ? python.counted(elements, call) : elements.inColumns();
        var receiver = BY_KEY.contains(method.name()) ? given.asPairs() : given;
        return switch (method.name()) {
            case "collect" -> collect(receiver, call);
            case "toLocalIterator" -> toLocalIterator(receiver, call);
            case "take" -> rows(ordered(receiver, call), ".take(" + number(call, 1) + ")", call);
            case "first" -> first(ordered(receiver, call), call);
            case "takeOrdered" -> sorted(receiver, call, true);
            case "top" -> sorted(receiver, call, false);
            case "count" -> count(receiver, call);
            case "isEmpty" -> isEmpty(receiver, call);
            case "sum" -> totals.sum(receiver, call);
            case "max", "min" ->
                isByKey(call) ? best(receiver, call, method) : totals.extreme(receiver, call, method.name());
            case "mean", "variance", "stdev", "sampleVariance", "sampleStdev" ->
                totals.statistic(receiver, call, method.name());
            case "stats" -> totals.stats(receiver, call);
            case "reduce", "treeReduce" -> totals.reduce(receiver, call);
            case "fold" -> totals.fold(receiver, call);
            case "aggregate", "treeAggregate" -> totals.aggregate(receiver, call);
            case "toDF" -> outcome.lift(receiver, call, 0);
            case "createDataFrame" -> outcome.lift(receiver, call, 1);
            case "json", "csv", "xml" -> Outcome.parsed(ordered(receiver, call), call, context);
            case "lookup" -> lookup(receiver, call);
            case "countByKey" -> countByKey(receiver, call);
            case "countByValue" -> countByValue(receiver, call);
            case "collectAsMap" -> collectAsMap(without(receiver, call), call);
            case "reduceByKeyLocally" -> reduceByKeyLocally(receiver, call);
            case "saveAsTextFile" -> saveAsTextFile(receiver, call);
            case "foreach" -> foreach(receiver, call);
            case "foreachPartition" -> foreachPartition(receiver, call);
            default -> throw Blocked.method(method, "RDD");
        };
    }

    static Lifted without(Lifted receiver, Call call) throws Blocked {
        if (!call.arguments().isEmpty() || !call.keywords().isEmpty()) {
            throw new Blocked(call, "it has arguments");
        }
        return receiver;
    }

    /** The text of the number of elements, the call's first argument among so many. */
    private String number(Call call, int most) throws Blocked {
        if (call.arguments().isEmpty()
                || call.arguments().size() > most
                || call.arguments().get(0).kind() == NodeKind.STARRED
                || !context.model().typeOf(call.arguments().get(0)).isInstance("int")) {
            throw new Blocked(call, "the number of elements is not known to be an `int`");
        }
        return context.textOf(call.arguments().get(0));
    }

    /** The elements in their order, which shows. */
    private Lifted ordered(Lifted receiver, Call call) {
        return isOrderLost(call) ? receiver : needs.inOrderOfFiles(receiver);
    }

    private boolean isOrderLost(Call call) {
        return call.parent().orElse(null) instanceof Call above
                && above.arguments().contains(call)
                && above.function() instanceof Name name
                && UserFunction.isBuiltin(name, context)
                && Set.of("sorted", "set", "frozenset", "len").contains(name.id());
    }

    private Exit collect(Lifted receiver, Call call) throws Blocked {
        return rows(ordered(without(receiver, call), call), ".collect()", call);
    }

    /** The elements one by one, partition by partition. */
    private Exit toLocalIterator(Lifted receiver, Call call) throws Blocked {
        boolean isPrefetched = call.arguments().size() > 1
                || !call.keywords().stream().allMatch(keyword -> keyword.isNamed("prefetchPartitions"));
        if (isPrefetched) {
            throw new Blocked(call, "it has more arguments than `prefetchPartitions`");
        }
        var rows = rows(ordered(receiver, call), ".toLocalIterator()", call);
        return rows.before().isEmpty()
                ? new Exit("iter(", rows.frame(), ")")
                : new Exit("(" + rows.before().substring(1), rows.frame(), ")");
    }

    /** Rows of the client, as the elements that they stand for. */
    private Exit rows(Lifted receiver, String action, Call call) {
        var shape = receiver.frame().shape();
        var rows = receiver.then(receiver.frame(), action);
        if (receiver.frame().isRow()) {
            return new Exit("", rows, "");
        }
        if (receiver.frame().isTuple() && Conversion.isTuple(shape) && isTakenApart(call)) {
            return new Exit("", rows, "");
        }
        return new Exit("[" + Conversion.ofRow(receiver.frame(), "row") + " for row in ", rows, "]");
    }

    /** Whether the elements are unpacked where they are taken. */
    private static boolean isTakenApart(Call call) {
        Node above = call.parent().orElse(null);
        Optional<Expression> target = above instanceof For loop && loop.iterable() == call
                ? Optional.of(loop.target())
                : above instanceof Comprehension loop && loop.iterable() == call
                        ? Optional.of(loop.target())
                        : Optional.empty();
        return target.filter(names -> names instanceof Tuple tuple
                        && tuple.elements().stream().allMatch(name -> name.kind() == NodeKind.NAME))
                .isPresent();
    }

    private Exit first(Lifted receiver, Call call) throws Blocked {
        var rows = without(receiver, call).then(receiver.frame(), ".take(1)");
        var helper = needs.helper(Helper.FIRST_OF);
        return only(helper, rows);
    }

    /** What a helper takes of rows of which there is one, or none. */
    private static Exit only(String helper, Lifted rows) {
        var frame = rows.frame();
        if (frame.isRow()) {
            return new Exit(helper + "(", rows, ")");
        }
        if (!Conversion.isNeeded(frame.shape())) {
            return new Exit(helper + "(", rows, ")[0]");
        }
        return Conversion.isTuple(frame.shape())
                ? new Exit("tuple(" + helper + "(", rows, "))")
                : new Exit(helper + "([" + Conversion.ofRow(frame, "row") + " for row in ", rows, "])");
    }

    private Exit sorted(Lifted receiver, Call call, boolean ascending) throws Blocked {
        var number = number(call, 2);
        var frame = receiver.frame();
        var function = call.arguments().size() > 1
                ? Optional.of(call.arguments().get(1))
                : call.findKeyword("key").map(keyword -> keyword.value());
        Value key = frame.element();
        if (function.isPresent()) {
            key = columns.apply(UserFunction.of(function.get(), context), key)
                    .orElseThrow(() -> new Blocked(function.get(), "the key is not computed by columns"));
        }
        var order = Sorting.order(frame, key, ascending, call, needs);
        var elements = Sorting.showsOrder(frame, key) ? ordered(receiver, call) : receiver;
        return rows(elements.then(frame, ".orderBy(" + order + ")"), ".take(" + number + ")", call);
    }

    private static boolean isByKey(Call call) {
        return !call.arguments().isEmpty() || !call.keywords().isEmpty();
    }

    /** {@code max(key)}: of elements with equal keys the first. */
    private Exit best(Lifted receiver, Call call, Attribute method) throws Blocked {
        var frame = receiver.frame();
        var function = call.arguments().size() == 1 && call.keywords().isEmpty()
                ? call.arguments().get(0)
                : call.findKeyword("key")
                        .map(keyword -> keyword.value())
                        .orElseThrow(() -> new Blocked(call, "it has more arguments than a key"));
        var key = columns.apply(UserFunction.of(function, context), frame.element())
                .orElseThrow(() -> new Blocked(function, "the key is not computed by columns"));
        var order = Sorting.order(frame, key, method.name().equals("min"), call, needs);
        var elements = Sorting.showsOrder(frame, key) ? ordered(receiver, call) : receiver;
        var rows = elements.then(frame, ".orderBy(" + order + ")", ".take(1)");
        var helper = needs.helper(Helper.BEST_OF);
        return only(helper, rows);
    }

    /** The values of one key. */
    private Exit lookup(Lifted receiver, Call call) throws Blocked {
        var frame = receiver.frame();
        if (!frame.isPair()
                || !isSimpleKey(frame.parts().get(0))
                || call.arguments().size() != 1) {
            throw new Blocked(call, "the elements are not known to be pairs with simple keys");
        }
        var key = call.arguments().get(0);
        if (Shape.of(context.model().typeOf(key))
                .filter(shape -> shape.isSameAs(frame.parts().get(0)))
                .isEmpty()) {
            throw new Blocked(key, "the key is not known to be of the type of the keys");
        }
        if (!frame.dues().stream().allMatch(due -> due.contains("_1"))) {
            throw new Blocked(call, "Spark would filter before it calls a function, and not see it fail");
        }
        var wanted = key instanceof Constant ? context.textOf(key) : Layout.asReceiver(key, context);
        var values = ordered(receiver, call).then(frame, ".filter(F.col(\"_1\") == " + wanted + ")", ".collect()");
        return new Exit("[" + Conversion.of(frame.parts().get(1), "row[1]") + " for row in ", values, "]");
    }

    private static boolean isCondition(Node above) {
        return above instanceof If || above instanceof While || above instanceof Assign || isNot(above);
    }

    private static boolean isNot(Node above) {
        return above instanceof UnaryOp operation && operation.operator() == UnaryOperator.NOT;
    }

    private static Exit isEmpty(Lifted receiver, Call call) throws Blocked {
        var frame = without(receiver, call).frame();
        if (!frame.dues().isEmpty()) {
            // Spark would look for a row without a call of the functions before, and not see them fail.
            boolean alone = call.parent().filter(Exits::isCondition).isPresent();
            return new Exit(alone ? "len(" : "(len(", receiver.then(frame, ".take(1)"), alone ? ") == 0" : ") == 0)");
        }
        return new Exit("", receiver.then(frame, ".isEmpty()"), "");
    }

    private static Exit count(Lifted receiver, Call call) throws Blocked {
        var frame = without(receiver, call).frame();
        if (frame.dues().isEmpty()) {
            return new Exit("", receiver.then(frame, ".count()"), "");
        }
        for (var column : frame.columns()) {
            int index = frame.columns().indexOf(column);
            if (!frame.parts().get(index).nullable() && frame.dues().stream().allMatch(due -> due.contains(column))) {
                return new Exit("", receiver.then(frame, ".agg(F.count(\"" + column + "\"))", ".first()[0]"), "");
            }
        }
        throw new Blocked(call, "Spark would count without a call of the functions before, and not see them fail");
    }

    private Exit countByKey(Lifted receiver, Call call) throws Blocked {
        var frame = without(receiver, call).frame();
        if (!frame.isPair()
                || !isSimpleKey(frame.parts().get(0))
                || !frame.dues().stream().allMatch(due -> due.contains("_1"))) {
            throw new Blocked(
                    call, "equal keys in Python are not equal keys in Spark, or a function might not be called");
        }
        return counts(receiver.then(frame, ".groupBy(\"_1\")", ".count()", ".collect()"));
    }

    private Exit countByValue(Lifted receiver, Call call) throws Blocked {
        var frame = without(receiver, call).frame();
        if (!isSimpleKey(frame.shape())) {
            throw new Blocked(call, "equal elements in Python are not equal rows in Spark, or they are tuples");
        }
        return counts(receiver.then(frame, ".groupBy(\"value\")", ".count()", ".collect()"));
    }

    private static boolean isSimpleKey(Shape key) {
        return key.isGroupKey() && key instanceof Shape.Atom && !Conversion.isNeeded(key);
    }

    private Exit counts(Lifted rows) {
        var dict = needs.importing(ImportRequest.from("collections", "defaultdict"));
        return rows.frame().ofEachLine()
                ? new Exit(dict + "(int, " + needs.helper(Helper.COUNTED) + "(", rows, "))")
                : new Exit(dict + "(int, ", rows, ")");
    }

    private Exit reduceByKeyLocally(Lifted receiver, Call call) throws Blocked {
        return collectAsMap(grouping.reduceByKey(receiver, call), call);
    }

    private Exit collectAsMap(Lifted receiver, Call call) throws Blocked {
        var frame = receiver.frame();
        if (!frame.isPair() || !isSimpleKey(frame.parts().get(0))) {
            throw new Blocked(call, "the elements are not known to be pairs with simple keys");
        }
        var rows = (frame.uniqueKeys() ? receiver : ordered(receiver, call)).then(frame, ".collect()");
        return Conversion.isTuple(frame.shape())
                ? new Exit("dict(", rows, ")")
                : new Exit("{row[0]: " + Conversion.of(frame.parts().get(1), "row[1]") + " for row in ", rows, "}");
    }

    private UserFunction only(Call call) throws Blocked {
        if (call.arguments().size() != 1
                || !call.keywords().isEmpty()
                || call.arguments().get(0).kind() == NodeKind.STARRED) {
            throw new Blocked(call, "it has more arguments than a function");
        }
        return UserFunction.of(call.arguments().get(0), context);
    }

    /** What a function does with the elements of each partition, on workers. */
    private Exit foreachPartition(Lifted receiver, Call call) throws Blocked {
        var function = only(call);
        python.checkTie(function);
        needs.expectOtherPartitions();
        var given = Layout.asReceiver(function.given(), context);
        var text = receiver.frame().isRow()
                ? context.textOf(function.given())
                : "lambda rows: " + given + "(" + Conversion.ofRow(receiver.frame(), "row") + " for row in rows)";
        return new Exit("", receiver.then(receiver.frame(), ".foreachPartition(" + text + ")"), "");
    }

    /** What a function does with each element, on workers. */
    private Exit foreach(Lifted receiver, Call call) throws Blocked {
        var function = only(call);
        var counter = Counter.of(function, call, context);
        if (counter.isPresent()) {
            return counted(receiver, function, counter.get());
        }
        python.checkTie(function);
        var given = Layout.asReceiver(function.given(), context);
        var text = receiver.frame().isRow()
                ? context.textOf(function.given())
                : "lambda row: " + given + "(" + Conversion.ofRow(receiver.frame(), "row") + ")";
        return new Exit("", receiver.then(receiver.frame(), ".foreach(" + text + ")"), "");
    }

    /** What a function adds to an accumulator, added up by Spark. */
    private Exit counted(Lifted receiver, UserFunction function, Counter counter) throws Blocked {
        var frame = receiver.frame();
        var names = columns.bound(function, frame.element());
        if (names.isEmpty() || !frame.dues().isEmpty()) {
            throw new Blocked(function.given(), Frame.NOT_CALLED);
        }
        var rows = receiver;
        for (var condition : counter.conditions()) {
            var test = columns.value(condition, names.get())
                    .flatMap(Conditions::truth)
                    .orElseThrow(() -> new Blocked(condition, "the condition is not computed by columns"));
            rows = rows.then(frame, ".filter(" + test.text() + ")");
        }
        var added = columns.value(counter.added(), names.get())
                .orElseThrow(() -> new Blocked(counter.added(), "what is added is not computed by columns"));
        counter.edits().forEach(needs::change);
        var before = counter.name() + " += ";
        if (added instanceof Value.Literal one && one.text().equals("1")) {
            return new Exit(before, rows.then(frame, ".count()"), "");
        }
        var sum = Accumulation.sum(added)
                .filter(total -> added instanceof Value.Col && added.shape().isInt())
                .orElseThrow(() -> new Blocked(counter.added(), "what is added is not known to be an integer"));
        needs.expectRoom(added.shape());
        return new Exit(before, rows.then(frame, ".agg(" + sum.text() + ")", ".first()[0]"), " or 0");
    }

    private Exit saveAsTextFile(Lifted receiver, Call call) throws Blocked {
        if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
            throw new Blocked(call, "it does more than write lines of text");
        }
        var lines = ordered(receiver, call);
        var frame = lines.frame();
        if (frame.isRow()) {
            throw new Blocked(call, "the lines show rows");
        }
        var write = ".write.text(" + context.textOf(call.arguments().get(0)) + ")";
        if (frame.shape().isA(Kind.STRING)) {
            return new Exit("", lines.then(frame, write), "");
        }
        if (frame.shape().isInt()) {
            return new Exit("", lines.then(frame, ".select(F.col(\"value\").cast(\"string\"))", write), "");
        }
        var columns = "\"" + String.join("\", \"", frame.columns()) + "\"";
        var text = frame.isTuple()
                ? "F.udf(lambda row: str(" + Conversion.of(frame.shape(), "row") + "), \"string\")(F.struct(" + columns
                        + "))"
                : Conversion.isNeeded(frame.shape())
                        ? "F.udf(lambda it: str(" + Conversion.of(frame.shape(), "it") + "), \"string\")(\"value\")"
                        : "F.udf(str, \"string\")(\"value\")";
        return new Exit("", lines.then(frame, ".select(" + text + ")", write), "");
    }
}
