package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.types.FrameSchema;
import dev.reconnect.rules.Layout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    RowSource(RuleContext context) {
        this.context = context;
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
        if (!type.isInstance(FRAME) || schema.isEmpty() || schema.get().fields().isEmpty()) {
            throw new Blocked(rdd, "the columns of the frame are not known");
        }
        boolean hasNulls = !isWithoutNulls(frame, 0);
        var shapes = new ArrayList<Shape>();
        for (var field : schema.get().fields()) {
            var shape = Shape.of(field.type())
                    .orElseThrow(() -> new Blocked(
                            rdd, "the type of the column `" + field.name() + "` is not known, or has no exact form"));
            shapes.add(hasNulls ? narrow(shape).orNull() : shape);
        }
        checkNames(schema.get().fields(), rdd);
        var rows = new Frame(
                new Shape.TupleOf(shapes, false),
                Order.DEFINED,
                false,
                List.of(),
                schema.get().names());
        return new Lifted(frame instanceof Name name ? name.id() : Layout.asReceiver(frame, context), List.of(), rows);
    }

    /** An integer of a column whose width is not known. */
    private static Shape narrow(Shape shape) {
        return shape.isInt() ? Shape.of(Shape.Kind.SOME_INT) : shape;
    }

    private static void checkNames(List<FrameSchema.Field> fields, Expression place) throws Blocked {
        var seen = new HashSet<String>();
        for (var field : fields) {
            boolean plain = !field.name().isEmpty()
                    && field.name().chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
            if (!plain || !seen.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new Blocked(place, "the columns of the frame have names that are no identifiers, or one name");
            }
        }
    }

    /** Whether the frame is made of values that are written down, none of which is {@code None}. */
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
