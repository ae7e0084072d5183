package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.types.ObservedShape;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The RDD of a DataFrame's rows: the frame itself, where the names and types of its columns are known. */
final class RowSource {
    private static final String FRAME = "pyspark.sql.DataFrame";

    /** Methods of frames that add no rows and change no values. */
    private static final Set<String> KEEPS_VALUES = Set.of(
            "filter",
            "where",
            "orderBy",
            "sort",
            "limit",
            "distinct",
            "dropDuplicates",
            "select",
            "cache",
            "persist",
            "repartition",
            "coalesce");

    private final RuleContext context;

    private final Needs needs;

    RowSource(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
    }

    /** Whether the expression is {@code frame.rdd}. */
    boolean isRows(Expression expression) {
        return expression instanceof Attribute attribute
                && attribute.name().equals("rdd")
                && context.model().typeOf(attribute.value()).mayBe(FRAME);
    }

    Lifted lift(Attribute rdd) throws Blocked {
        var frame = rdd.value();
        var type = context.model().typeOf(frame);
        var schema = type.schema();
        if (!type.isInstance(FRAME)) {
            throw new Blocked(rdd, "it is not known for certain to be a DataFrame");
        }
        if (schema.isEmpty() || schema.get().fields().isEmpty()) {
            return seen(rdd);
        }
        boolean hasNulls = !isWithoutNulls(frame, 0);
        var shapes = new ArrayList<Shape>();
        for (var field : schema.get().fields()) {
            var shape = Shape.of(field.type())
                    .orElseThrow(() -> new Blocked(
                            rdd, "the type of the column `" + field.name() + "` is not known, or has no exact form"));
            shapes.add(hasNulls ? narrow(shape).orNull() : shape);
        }
        checkNames(schema.get().names(), rdd);
        var rows = new Frame(new Shape.TupleOf(shapes, false, schema.get().names()), Order.DEFINED, false, List.of());
        return new Lifted(frame instanceof Name name ? name.id() : Layout.asReceiver(frame, context), List.of(), rows);
    }

    /** An integer of a column whose width is not known. */
    private static Shape narrow(Shape shape) {
        var some = Shape.of(Shape.Kind.SOME_INT);
        return shape.notNull().isInt() ? (shape.nullable() ? some.orNull() : some) : shape;
    }

    /** The rows as a run has seen them, to whose names and types the frame is held; any value may be {@code None}. */
    private Lifted seen(Attribute rdd) throws Blocked {
        var seen = elements(rdd);
        if (seen.isEmpty()) {
            throw new Blocked(rdd, "the columns of the frame are not known; " + Result.WANTS_RUN);
        }
        var fields = Observed.fields(seen.get()).orElse(Map.of());
        if (fields.isEmpty() || !fields.values().stream().allMatch(Shape.Atom.class::isInstance)) {
            throw new Blocked(
                    rdd, "a run has seen `" + seen.get().display() + "` in it, which is more than plain values");
        }
        var names = List.copyOf(fields.keySet());
        checkNames(names, rdd);
        var frame = rdd.value();
        var text = context.textOf(frame);
        var types = fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": "
                        + Observed.annotation(field.getValue().notNull()))
                .collect(Collectors.joining(", ", "{", "}"));
        needs.assume("`" + text + "` has the columns `" + types + "`");
        var shapes =
                fields.values().stream().map(shape -> narrow(shape).orNull()).toList();
        var rows = new Frame(new Shape.TupleOf(shapes, false, names), Order.DEFINED, false, List.of());
        return new Lifted(needs.helper(Helper.HAVING) + "(" + text + ", " + types + ")", List.of(), rows);
    }

    /** What was seen in it: a run notes the elements of an RDD where it comes to them first. */
    private Optional<ObservedShape> elements(Attribute rdd) {
        var places = new ArrayList<Node>(List.of(rdd));
        if (rdd.value() instanceof Name name) {
            context.model().bindingOf(name).ifPresent(binding -> binding.references()
                    .forEach(other -> other.parent().ifPresent(places::add)));
        }
        return places.stream()
                .filter(place ->
                        place instanceof Attribute attribute && attribute.name().equals("rdd"))
                .flatMap(place -> context.model().observed((Attribute) place).stream())
                .filter(call -> call.member().equals("rdd"))
                .flatMap(call -> call.elements().stream())
                .findFirst();
    }

    private static void checkNames(List<String> names, Expression place) throws Blocked {
        if (!Frame.canHave(names)) {
            throw new Blocked(place, "the columns of the frame have names that are no identifiers, or one name");
        }
    }

    /** Whether the frame is made of lines of texts, or of values that are written down, none of which is {@code None}. */
    private boolean isWithoutNulls(Expression frame, int depth) {
        if (frame instanceof Name name && depth < 20) {
            return context.model()
                    .onlyValue(name)
                    .filter(value -> isWithoutNulls(value, depth + 1))
                    .isPresent();
        }
        if (!(frame instanceof Call call) || !(call.function() instanceof Attribute method) || depth >= 20) {
            return false;
        }
        if (method.name().equals("text")) {
            return context.model().typeOf(method.value()).isInstance(SparkNames.READER);
        }
        if (method.name().equals("createDataFrame")) {
            return call.arguments().size() == 1
                    || (call.arguments().size() == 2 && isNames(call.arguments().get(1)));
        }
        return KEEPS_VALUES.contains(method.name()) && isWithoutNulls(method.value(), depth + 1);
    }

    /** With names alone, the types are those of the values. */
    private boolean isNames(Expression schema) {
        var literal =
                schema instanceof Name name ? context.model().onlyValue(name).orElse(schema) : schema;
        return literal instanceof ListDisplay list
                && list.elements().stream().allMatch(name -> name instanceof Constant constant && constant.isString());
    }
}
