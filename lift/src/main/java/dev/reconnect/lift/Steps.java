package dev.reconnect.lift;

import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Methods that make an RDD of an RDD, as methods of frames. */
final class Steps {
    /** Methods of pairs, which give tuples where they get rows. */
    private static final Set<String> BY_KEY = Set.of(
            "mapValues", "flatMapValues", "reduceByKey", "foldByKey", "aggregateByKey", "combineByKey", "groupByKey");

    private static final Set<String> KEPT = Set.of("cache", "persist", "unpersist");

    static final String SELECT = ".select(";

    private final RuleContext context;
    private final Needs needs;
    private final Guard guard;
    private final Columns columns;
    private final PythonSteps python;
    private final Partitions partitions;
    private final Grouping grouping;
    private final Sorting sorting;

    Steps(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
        this.guard = new Guard(needs);
        this.columns = new Columns(context);
        this.python = new PythonSteps(context, needs);
        this.partitions = new Partitions(context);
        this.grouping = new Grouping(context, needs);
        this.sorting = new Sorting(context, needs);
    }

    /** A step without a further RDD: {@code receiver.method(...)}, which gives elements of that shape. */
    Lifted lift(Lifted given, Call call, Attribute method, Optional<Shape> known) throws Blocked {
        var element = Result.of(known, call, context);
        var chain = given.frame().chain();
        if (chain.isPresent()) {
            return KEPT.contains(method.name())
                    ? given.then(given.frame(), keptCall(call, method))
                    : python.goOn(given, chain.get(), call, method, element);
        }
        var receiver = BY_KEY.contains(method.name()) ? given.asPairs() : given;
        var frame = receiver.frame();
        return switch (method.name()) {
            case "map" -> {
                var function = only(call);
                var summarized = grouping.summarized(receiver, function, false);
                yield summarized.isPresent()
                        ? summarized.get()
                        : map(receiver, function, frame.element(), List.of(), element);
            }
            case "mapValues" -> mapValues(receiver, call, element);
            case "keyBy" -> keyBy(receiver, only(call), element);
            case "keys" -> part(receiver, call, 0);
            case "values" -> part(receiver, call, 1);
            case "flatMap" -> flatMap(receiver, only(call), frame.element(), List.of(), element);
            case "flatMapValues" -> {
                pair(receiver, call);
                yield flatMap(receiver, only(call), frame.part(1), List.of(frame.part(0)), element.ofValues());
            }
            case "mapPartitions" -> mapPartitions(receiver, partitions.only(call), element);
            case "mapPartitionsWithIndex" -> withoutFirstLine(receiver, call, method);
            case "zipWithIndex" -> sorting.zipWithIndex(receiver, call);
            case "filter" -> filter(receiver, only(call));
            case "distinct" -> Grouping.distinct(receiver, call);
            case "reduceByKey" -> grouping.reduceByKey(receiver, call);
            case "foldByKey" -> grouping.foldByKey(receiver, call);
            case "aggregateByKey" -> grouping.aggregateByKey(receiver, call);
            case "combineByKey" -> grouping.combineByKey(receiver, call);
            case "groupByKey" -> grouping.groupByKey(receiver, call);
            case "groupBy" -> groupBy(receiver, call);
            case "sortBy" -> sorting.sortBy(receiver, call);
            case "sortByKey" -> sorting.sortByKey(receiver, call);
            case "cache", "persist", "unpersist" -> receiver.then(frame, keptCall(call, method));
            case "sample" -> sample(receiver, call);
            case "setName" -> receiver;
            case "repartition", "partitionBy" -> receiver.then(frame.ofEachLine(false));
            case "coalesce" -> receiver.then(frame.divided());
            default -> throw Blocked.method(method, "RDD");
        };
    }

    /** Elements that nobody chooses: with a seed they would be others than those of the RDD. */
    private Lifted sample(Lifted receiver, Call call) throws Blocked {
        boolean seeded = call.arguments().size() > 2
                || call.findKeyword("seed").isPresent()
                || call.arguments().stream().anyMatch(argument -> argument.kind() == NodeKind.STARRED);
        if (seeded || receiver.frame().dues().stream().findAny().isPresent()) {
            throw new Blocked(call, seeded ? "a seed picks other elements of a frame" : Frame.NOT_CALLED);
        }
        return receiver.then(receiver.frame().ofEachLine(false), keptCall(call, (Attribute) call.function()));
    }

    private String keptCall(Call call, Attribute method) {
        return "." + method.name() + context.textOf(call).substring(method.end() - call.start());
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

    static void pair(Lifted receiver, Call call) throws Blocked {
        if (!receiver.frame().isPair()) {
            throw new Blocked(call, "its elements are not known to be pairs");
        }
    }

    private Lifted map(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result element)
            throws Blocked {
        var opening = columns.opening(function, argument);
        if (opening.isPresent()) {
            var column = before.isEmpty() ? "value" : "_2";
            var rest =
                    columns.afterOpening(function, Col.of(column, opening.get().shape()));
            if (rest.isPresent()) {
                var opened = select(receiver, withBefore(before, opening.get()), function.given());
                var kept = before.isEmpty() ? before : List.of(opened.frame().part(0));
                return select(opened, withBefore(kept, rest.get()), function.given());
            }
        }
        var exact = columns.demanding(function, argument);
        if (exact.isPresent()) {
            return select(receiver, withBefore(before, exact.get()), function.given());
        }
        var mixed = before.isEmpty() ? mixed(receiver, function, argument) : Optional.<Lifted>empty();
        return mixed.isPresent() ? mixed.get() : python.map(receiver, function, argument, before, element);
    }

    /** A tuple of which some parts are calls of functions that stay Python, such as {@code (stem(word), 1)}. */
    private Optional<Lifted> mixed(Lifted receiver, UserFunction function, Value argument) throws Blocked {
        var names = columns.arguments(function, argument);
        if (names.isEmpty() || !(function.result().orElse(null) instanceof Tuple tuple)) {
            return Optional.empty();
        }
        var parts = new ArrayList<Value>();
        var called = new ArrayList<Set<String>>();
        for (var part : tuple.elements()) {
            var exact = columns.demanding(part, names.get());
            var value = exact.isPresent() ? exact : called(part, names.get());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
            if (exact.isEmpty()) {
                called.add(Set.of("_" + parts.size()));
            }
        }
        if (called.size() == parts.size()) {
            return Optional.empty();
        }
        var selected = select(receiver, new Parts(parts), function.given());
        var dues = new ArrayList<>(selected.frame().dues());
        dues.addAll(called);
        return Optional.of(selected.then(selected.frame().owing(dues)));
    }

    private Optional<Value> called(Expression part, Map<String, Value> names) throws Blocked {
        if (!(part instanceof Call call)
                || call.arguments().size() != 1
                || !call.keywords().isEmpty()) {
            return Optional.empty();
        }
        var argument = columns.demanding(call.arguments().get(0), names);
        return argument.isPresent() ? python.called(call, argument.get()).map(Value.class::cast) : Optional.empty();
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
        var summarized = grouping.summarized(receiver, function, true);
        if (summarized.isPresent()) {
            return summarized.get();
        }
        return unique(map(receiver, function, frame.part(1), List.of(frame.part(0)), element.ofValues()), frame);
    }

    private static Lifted unique(Lifted lifted, Frame before) {
        if (lifted.frame().chain().isPresent()) {
            return lifted;
        }
        var frame = lifted.frame();
        return new Lifted(
                lifted.base(),
                lifted.calls(),
                new Frame(frame.shape(), frame.order(), before.uniqueKeys(), frame.dues()).knowing(frame.known()));
    }

    private Lifted keyBy(Lifted receiver, UserFunction function, Result element) throws Blocked {
        var exact = columns.demanding(function, receiver.frame().element());
        if (exact.isEmpty()) {
            return python.keyBy(receiver, function, element);
        }
        return select(receiver, new Parts(List.of(exact.get(), receiver.frame().element())), function.given());
    }

    /** By a function of the element; what has equal keys is a list. */
    private Lifted groupBy(Lifted receiver, Call call) throws Blocked {
        if (call.arguments().isEmpty() || call.arguments().size() > 2) {
            throw new Blocked(call, "it has more arguments than a function and a number of partitions");
        }
        var function = UserFunction.of(call.arguments().get(0), context);
        var unseen = new Result(Optional.empty(), Optional.empty(), call);
        return grouping.groupedByKey(keyBy(receiver, function, unseen).inColumns(), call);
    }

    private Lifted part(Lifted receiver, Call call, int index) throws Blocked {
        pair(receiver, call);
        return select(receiver, receiver.frame().part(index), call);
    }

    /** A {@code select} of what makes up an element. */
    private Lifted select(Lifted given, Value value, Expression place) throws Blocked {
        var receiver = guard.meeting(value.demands(), given);
        var parts = value instanceof Parts tuple ? tuple.values() : spread(value);
        boolean isTuple = value instanceof Parts || parts.get(0) != value;
        var fields = isTuple ? ((Shape.TupleOf) value.shape()).names() : List.<String>of();
        var names = !fields.isEmpty() ? fields : isTuple ? Frame.columnsOf(parts.size()) : List.of("value");
        var shapes = new ArrayList<Shape>();
        var selected = new ArrayList<String>();
        var dues = new ArrayList<Set<String>>();
        for (int i = 0; i < parts.size(); i++) {
            var column = parts.get(i).asColumn();
            boolean isThere = column.shape().nullable()
                    && receiver.frame()
                            .known()
                            .contains(
                                    Conditions.isNull(column, false).asColumn().text());
            shapes.add(isThere ? column.shape().notNull() : column.shape());
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
                throw new Blocked(place, Frame.NOT_CALLED);
            }
            dues.add(kept);
        }
        var shape = isTuple ? new Shape.TupleOf(shapes, false, fields) : shapes.get(0);
        boolean same = value instanceof Parts
                && selected.equals(receiver.frame().columns().stream()
                        .map(c -> "\"" + c + "\"")
                        .toList());
        var known = new HashSet<String>();
        for (int i = 0; i < parts.size(); i++) {
            known.addAll(Positive.conditions(
                    names.get(i), parts.get(i), receiver.frame().known()));
        }
        boolean isOneToOne = selected.stream().noneMatch(column -> column.startsWith("F.explode("));
        var frame = new Frame(shape, receiver.frame().order().computed(), false, dues)
                .knowing(known)
                .ofEachLine(receiver.frame().ofEachLine() && isOneToOne);
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
                parts.add(Col.of(
                        column.path() + "." + tuple.fields().get(i),
                        tuple.parts().get(i)));
            }
            return parts;
        }
        return List.of(value);
    }

    private Lifted flatMap(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result element)
            throws Blocked {
        var parts = before.isEmpty() && isElementItself(function) ? oneByOne(receiver.frame()) : Optional.<Col>empty();
        if (parts.isPresent()) {
            return select(receiver, parts.get(), function.given());
        }
        var loop = before.isEmpty() ? partitions.loop(function) : Optional.<Partitions.Each>empty();
        if (loop.isPresent()) {
            var lifted = looped(receiver, function, argument, loop.get());
            if (lifted.isPresent()) {
                return lifted.get();
            }
        }
        var exact = columns.listed(function, argument);
        if (exact.isEmpty()) {
            return python.flatMap(receiver, function, argument, before, element);
        }
        var list = exact.get().asColumn();
        var shape = ((Shape.ListOf) list.shape()).element();
        if (shape instanceof Shape.Atom) {
            var exploded = Col.computed("F.explode(" + list.text() + ")", Value.ATOM, shape, list);
            return select(receiver, withBefore(before, exploded), function.given());
        }
        if (!(shape instanceof Shape.TupleOf tuple) || tuple.nullable() || !before.isEmpty()) {
            throw new Blocked(function.given(), "it gives lists of lists");
        }
        var rows = columns.rows(list);
        if (rows.isPresent()) {
            return select(receiver, rows.get(), function.given());
        }
        var passed = guard.meeting(list.demands(), receiver);
        var columns = Set.copyOf(Frame.columnsOf(tuple.parts().size()));
        var dues = new ArrayList<Set<String>>();
        for (var due : receiver.frame().dues()) {
            if (list.reads().stream().noneMatch(due::contains)) {
                throw new Blocked(function.given(), Frame.NOT_CALLED);
            }
            dues.add(columns);
        }
        var frame = new Frame(tuple, receiver.frame().order().computed(), false, dues);
        return passed.then(frame, ".select(F.inline(" + list.text() + "))");
    }

    /** Whether it is {@code lambda row: row}, or as good as that for what is only looped over. */
    private static boolean isElementItself(UserFunction function) {
        return function.isLibrary("list")
                || function.isLibrary("tuple")
                || (function.takes(1)
                        && function.lines().isEmpty()
                        && function.result().orElse(null) instanceof Name name
                        && name.id().equals(function.parameters().get(0).name()));
    }

    /** The parts of tuples or rows, a row for each; absent where one column cannot hold them all. */
    private static Optional<Col> oneByOne(Frame frame) {
        if (!frame.isTuple() || !frame.parts().stream().allMatch(Shape.Atom.class::isInstance)) {
            return Optional.empty();
        }
        if (frame.parts().size() == 1) {
            return Optional.of(frame.part(0).asColumn());
        }
        boolean alike = frame.parts().stream().distinct().count() == 1;
        var names = frame.columns().stream().map(column -> "\"" + column + "\"").collect(Collectors.joining(", "));
        var columns =
                IntStream.range(0, frame.parts().size()).mapToObj(frame::part).toArray(Value[]::new);
        return alike
                ? Optional.of(Col.computed(
                        "F.explode(F.array(" + names + "))",
                        Value.ATOM,
                        frame.parts().get(0),
                        columns))
                : Optional.empty();
    }

    /** Of a comprehension that reads its argument for its list only: first the elements of the list, then what is made of each. */
    private Optional<Lifted> looped(Lifted receiver, UserFunction function, Value argument, Partitions.Each each)
            throws Blocked {
        var list = columns.list(function, each.loop().iterable(), argument);
        if (list.isEmpty()
                || !(list.get().shape() instanceof Shape.ListOf shape)
                || !(shape.element() instanceof Shape.Atom)) {
            return Optional.empty();
        }
        var exploded = Col.computed(
                "F.explode(" + list.get().asColumn().text() + ")", Value.ATOM, shape.element(), list.get());
        return each(select(receiver, exploded, function.given()), each, function.given());
    }

    private Lifted mapPartitions(Lifted receiver, UserFunction function, Result element) throws Blocked {
        var each = partitions.comprehension(function);
        if (each.isPresent()) {
            var exact = each(receiver, each.get(), function.given());
            if (exact.isPresent()) {
                return exact.get();
            }
        } else if (!partitions.isLoop(function)) {
            throw new Blocked(
                    function.given(), "the function sees a whole partition, and frames are partitioned otherwise");
        }
        return python.mapPartitions(receiver, function, element);
    }

    /** All lines of files but the first one, which is where the first partition starts. */
    private Lifted withoutFirstLine(Lifted receiver, Call call, Attribute method) throws Blocked {
        if (!receiver.frame().ofEachLine()
                || receiver.frame().order() != Order.OF_LINES
                || call.arguments().size() != 1
                || !call.keywords().isEmpty()
                || !FirstLine.isLeftOutBy(UserFunction.of(call.arguments().get(0), context), context)) {
            throw Blocked.method(method, "RDD");
        }
        needs.expectFirstLine();
        var numbered = sorting.zipWithIndex(receiver, call);
        var later = Col.computed(
                "F.col(\"_2\") > 0",
                Value.COMPARISON,
                Shape.of(Shape.Kind.BOOLEAN),
                numbered.frame().part(1));
        return select(filtered(numbered, later, call), numbered.frame().part(0), call);
    }

    /** A comprehension over the elements, as {@code filter} and {@code select}; absent where that is not exact. */
    private Optional<Lifted> each(Lifted receiver, Partitions.Each each, Expression place) throws Blocked {
        var names = columns.unpacked(each.loop().target(), receiver.frame().element());
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var conditions = new ArrayList<Col>();
        for (var condition : each.loop().conditions()) {
            var column = columns.demanding(condition, names.get()).flatMap(Conditions::truth);
            if (column.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(column.get());
        }
        var value = columns.demanding(each.element(), names.get());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var lifted = receiver;
        for (var condition : conditions) {
            lifted = filtered(lifted, condition, place);
        }
        return Optional.of(select(lifted, value.get(), place));
    }

    private Lifted filter(Lifted receiver, UserFunction function) throws Blocked {
        var frame = receiver.frame();
        var condition = columns.demanding(function, frame.element()).flatMap(Conditions::truth);
        if (condition.isPresent()) {
            var filtered = filtered(receiver, condition.get(), function.given());
            return leavesOutNone(function, frame) ? withoutNone(filtered) : filtered;
        }
        return python.filter(receiver, function);
    }

    private Lifted filtered(Lifted receiver, Col condition, Expression place) throws Blocked {
        for (var due : receiver.frame().dues()) {
            if (condition.reads().stream().noneMatch(due::contains)) {
                throw new Blocked(place, "Spark would filter before it calls a function, and not see it fail");
            }
        }
        var passed = guard.meeting(condition.demands(), receiver);
        return passed.then(passed.frame().knowing(Demand.conjuncts(condition)), ".filter(" + condition.text() + ")");
    }

    /** Whether it is {@code lambda x: x is not None}. */
    private static boolean leavesOutNone(UserFunction function, Frame frame) {
        return !frame.isTuple()
                && function.lines().isEmpty()
                && function.result().orElse(null) instanceof Compare test
                && test.left() instanceof Name name
                && name.id().equals(function.parameters().get(0).name())
                && test.operators().equals(List.of(CompareOperator.IS_NOT))
                && test.comparators().get(0) instanceof Constant none
                && none.type() == ConstantType.NONE;
    }

    private static Lifted withoutNone(Lifted filtered) {
        var frame = filtered.frame();
        var shape = frame.shape().notNull();
        if (!(shape instanceof Shape.TupleOf tuple)) {
            return filtered.then(new Frame(shape, frame.order(), false, frame.dues()));
        }
        // What reads the value is called for the filter already.
        var next = new Frame(tuple, frame.order().computed(), false, List.of());
        return filtered.then(next, ".select(\"value.*\")");
    }
}
