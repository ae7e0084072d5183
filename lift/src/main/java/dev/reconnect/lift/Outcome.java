package dev.reconnect.lift;

import dev.reconnect.lift.Exits.Exit;
import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A DataFrame that a program makes of an RDD: the frame that stands for it, with the names and types that are asked for. */
final class Outcome {
    private static final String STRUCTURE = "pyspark.sql.types.StructType";

    private static final Map<String, Kind> TYPES = Map.ofEntries(
            Map.entry("string", Kind.STRING),
            Map.entry("int", Kind.SMALL_INT),
            Map.entry("integer", Kind.SMALL_INT),
            Map.entry("bigint", Kind.INT),
            Map.entry("long", Kind.INT),
            Map.entry("double", Kind.FLOAT),
            Map.entry("boolean", Kind.BOOLEAN));

    /** Those that take the RDD as their first argument. */
    static final Set<String> METHODS = Set.of("createDataFrame", "json", "csv", "xml");

    private final RuleContext context;
    private final Needs needs;

    Outcome(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
    }

    /** Whether it is {@code createDataFrame(rdd)}, or {@code read.json(rdd)} and its like. */
    static boolean isOf(Call call, Expression rdd, RuleContext context) {
        return call.function() instanceof Attribute method
                && METHODS.contains(method.name())
                && !call.arguments().isEmpty()
                && call.arguments().get(0) == rdd
                && (method.name().equals("createDataFrame")
                        || context.model().typeOf(method.value()).isInstance(SparkNames.READER));
    }

    /** What a reader makes of lines, which it takes of a frame with one column as well. */
    static Exit parsed(Lifted lines, Call call, RuleContext context) throws Blocked {
        if (!lines.frame().shape().isA(Kind.STRING) || lines.frame().isRow()) {
            throw new Blocked(call, "the elements are not known to be texts");
        }
        var text = context.textOf(call);
        var rdd = call.arguments().get(0);
        return new Exit(text.substring(0, rdd.start() - call.start()), lines, text.substring(rdd.end() - call.start()));
    }

    /**
     * A column that is asked for.
     *
     * @param kind absent where values say it
     * @param takesNone whether {@code None} may be in it
     */
    private record Column(String name, Optional<Kind> kind, boolean takesNone) {}

    /** {@code rdd.toDF(schema)}, or {@code createDataFrame(rdd, schema)} with the schema at that place. */
    Exit lift(Lifted rdd, Call call, int position) throws Blocked {
        var frame = rdd.frame();
        if (call.arguments().size() > position + 1
                || !call.keywords().stream().allMatch(keyword -> keyword.isNamed("schema"))) {
            throw new Blocked(call, "it has more arguments than a schema");
        }
        var schema = call.arguments().size() > position
                ? Optional.of(call.arguments().get(position))
                : call.findKeyword("schema").map(keyword -> keyword.value());
        if (!frame.isTuple()) {
            throw new Blocked(call, "the elements are not known to be tuples");
        }
        var columns = schema.isEmpty() ? inferred(frame) : written(schema.get());
        if (columns.isEmpty()
                && frame.parts().stream().noneMatch(Shape::nullable)
                && context.model().typeOf(schema.orElseThrow()).isInstance(STRUCTURE)) {
            var text = context.textOf(schema.get());
            return new Exit(needs.helper(Helper.WITH_SCHEMA) + "(" + text + ", ", rdd, ")");
        }
        if (columns.size() != frame.parts().size()) {
            throw new Blocked(
                    schema.<Expression>map(some -> some).orElse(call),
                    "the columns are not written down, or not as many as the tuples' parts");
        }
        var lifted = named(rdd, columns, call);
        boolean isTyped = columns.get(0).kind().isPresent();
        if (!isTyped && frame.parts().stream().anyMatch(Shape::nullable)) {
            needs.expectTypesOfValues();
        }
        return isTyped ? new Exit("", lifted, "") : new Exit(needs.helper(Helper.NOT_EMPTY) + "(", lifted, ")");
    }

    private static List<Column> inferred(Frame frame) {
        return frame.columns().stream()
                .map(name -> new Column(name, Optional.empty(), true))
                .toList();
    }

    private List<Column> written(Expression schema) throws Blocked {
        var literal =
                schema instanceof Name name ? context.model().onlyValue(name).orElse(schema) : schema;
        if (literal instanceof Constant text && text.isString()) {
            return ofText(text.stringValue().orElse(""), schema);
        }
        var elements = literal instanceof ListDisplay list
                ? list.elements()
                : literal instanceof Tuple tuple ? tuple.elements() : List.<Expression>of();
        var columns = new ArrayList<Column>();
        for (var element : elements) {
            var name = element instanceof Constant constant ? constant.stringValue() : Optional.<String>empty();
            columns.add(new Column(
                    name.orElseThrow(() -> new Blocked(element, "the name of a column is not written down")),
                    Optional.empty(),
                    true));
        }
        return columns.isEmpty() ? ofStructure(literal, schema) : columns;
    }

    /** {@code "word string, n int"}. */
    private static List<Column> ofText(String text, Expression place) throws Blocked {
        var columns = new ArrayList<Column>();
        for (var column : text.split(",", -1)) {
            var words = column.strip().split("[\\s:]+", -1);
            if (words.length != 2) {
                throw new Blocked(place, "the schema is more than names and plain types");
            }
            columns.add(column(words[0], words[1], true, place));
        }
        return columns;
    }

    private static Column column(String name, String type, boolean takesNone, Expression place) throws Blocked {
        var kind = Optional.ofNullable(TYPES.get(type.toLowerCase(Locale.ROOT)));
        if (kind.isEmpty()) {
            throw new Blocked(place, "the schema is more than names and plain types");
        }
        return new Column(name, kind, takesNone);
    }

    /** {@code StructType([StructField("word", StringType()), ...])}. */
    private List<Column> ofStructure(Expression literal, Expression place) throws Blocked {
        var columns = new ArrayList<Column>();
        if (literal instanceof Call structure
                && is(structure, "StructType")
                && structure.arguments().size() == 1
                && structure.arguments().get(0) instanceof ListDisplay fields) {
            for (var field : fields.elements()) {
                columns.add(ofField(field, place));
            }
        }
        return columns;
    }

    private Column ofField(Expression field, Expression place) throws Blocked {
        if (field instanceof Call call
                && is(call, "StructField")
                && call.arguments().size() >= 2
                && call.arguments().get(0) instanceof Constant name
                && name.stringValue().isPresent()
                && call.arguments().get(1) instanceof Call type) {
            var known = context.model().qualifiedName(type.function()).orElse("");
            var simple = known.substring(known.lastIndexOf('.') + 1).replace("Type", "");
            boolean takesNone = call.keywords().isEmpty()
                    && (call.arguments().size() == 2
                            || (call.arguments().get(2) instanceof Constant flag && flag.type() == ConstantType.TRUE));
            return column(name.stringValue().get(), simple, takesNone, place);
        }
        throw new Blocked(place, "the schema is more than names and plain types");
    }

    private boolean is(Call call, String type) {
        return context.model()
                .qualifiedName(call.function())
                .filter(name -> name.equals("pyspark.sql.types." + type))
                .isPresent();
    }

    private static Lifted named(Lifted rdd, List<Column> columns, Expression place) throws Blocked {
        var frame = rdd.frame();
        var names = columns.stream().map(Column::name).toList();
        if (new HashSet<>(names).size() != names.size()) {
            throw new Blocked(place, "two columns have one name");
        }
        boolean fits = true;
        var selected = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            var name = columns.get(i).name();
            var from = frame.columns().get(i);
            var ddl = type(frame.parts().get(i), columns.get(i), place);
            boolean same = ddl.equals(frame.parts().get(i).ddl())
                    && !frame.parts().get(i).notNull().isA(Kind.SOME_INT);
            fits &= same;
            var column = "F.col(\"" + from + "\")";
            selected.add(
                    same && from.equals(name)
                            ? "\"" + name + "\""
                            : column + (same ? "" : ".cast(\"" + ddl + "\")") + ".alias(\"" + name + "\")");
        }
        if (!fits) {
            return rdd.then(frame, ".select(" + String.join(", ", selected) + ")");
        }
        var quoted = names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        return names.equals(frame.columns()) ? rdd : rdd.then(frame, ".toDF(" + quoted + ")");
    }

    /** The type of a column: as it is written, or as it is inferred from Python's values. */
    private static String type(Shape shape, Column column, Expression place) throws Blocked {
        var kind = column.kind();
        if (kind.isEmpty()) {
            return shape.widened().ddl();
        }
        var values = shape.notNull();
        boolean holds = kind.get().isInt() ? values.isInt() : values.isA(kind.get());
        if (!holds || (shape.nullable() && !column.takesNone())) {
            throw new Blocked(place, "a column has another type than what it is made of");
        }
        return Shape.of(kind.get()).ddl();
    }
}
