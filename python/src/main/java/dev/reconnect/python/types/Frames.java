package dev.reconnect.python.types;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of DataFrames, where literal code shows them, and what methods make of them. */
final class Frames {
    private static final String FRAME = "pyspark.sql.DataFrame";
    private static final String ROW = "pyspark.sql.Row";
    private static final int MAX_COLUMNS = 60;

    private static final Map<String, String> SQL_TYPES = Map.ofEntries(
            Map.entry("string", "str"),
            Map.entry("varchar", "str"),
            Map.entry("char", "str"),
            Map.entry("int", "int"),
            Map.entry("integer", "int"),
            Map.entry("long", "int"),
            Map.entry("bigint", "int"),
            Map.entry("short", "int"),
            Map.entry("smallint", "int"),
            Map.entry("byte", "int"),
            Map.entry("tinyint", "int"),
            Map.entry("float", "float"),
            Map.entry("real", "float"),
            Map.entry("double", "float"),
            Map.entry("boolean", "bool"),
            Map.entry("binary", "bytearray"),
            Map.entry("date", "datetime.date"),
            Map.entry("timestamp", "datetime.datetime"),
            Map.entry("decimal", "decimal.Decimal"));

    private final Inference inference;

    Frames(Inference inference) {
        this.inference = inference;
    }

    /** {@code Row(a=1, b=2)}. */
    Type row(Arguments arguments) {
        if (arguments.names().isEmpty() || !arguments.positional().isEmpty() || arguments.open()) {
            return Stubs.instance(ROW);
        }
        var fields = new ArrayList<FrameSchema.Field>();
        for (var name : arguments.names()) {
            fields.add(new FrameSchema.Field(name, Types.widen(arguments.named(name, Type.UNKNOWN))));
        }
        return of(ROW, fields);
    }

    /** The result of a call of a Spark method, with what is known about its columns. */
    Type refine(
            CallTargets.Declared target,
            @Nullable Type receiver,
            @Nullable Call call,
            Arguments arguments,
            Type result,
            Context context) {
        var owner = target.owner();
        if (owner == null || receiver == null) {
            return result;
        }
        var method = target.name().substring(target.name().lastIndexOf('.') + 1);
        if (method.equals("fit") && result.isUnknown()) {
            return model(receiver);
        }
        if (result.mayBe(FRAME) && result.schema().isEmpty()) {
            List<FrameSchema.Field> fields = columns(target, method, receiver, call, arguments, context);
            return fields == null || fields.size() > MAX_COLUMNS ? result : of(FRAME, fields);
        }
        return withRows(receiver, result);
    }

    /** What fitting an estimator gives where its stub does not say: the model of the same name. */
    private static Type model(Type estimator) {
        var name = estimator.className().orElse("");
        StubClass model = Stubs.shared().findClass(name + "Model");
        return model == null ? Type.UNKNOWN : new Type.Instance(model);
    }

    /** The type with the receiver's columns as the fields of each plain row in it. */
    Type withRows(@Nullable Type receiver, Type type) {
        if (receiver == null || receiver.schema().isEmpty() || !receiver.mayBe(FRAME)) {
            return type;
        }
        return withRow(type, Stubs.instance(ROW, receiver.schema().get()));
    }

    private static Type withRow(Type type, Type.Instance row) {
        if (type instanceof Type.Instance instance) {
            if (instance.type().name().equals(ROW) && instance.arguments().isEmpty()) {
                return row;
            }
            var arguments = instance.arguments().stream()
                    .map(part -> withRow(part, row))
                    .toList();
            return new Type.Instance(instance.type(), arguments, instance.confidence());
        }
        if (type instanceof Type.Union union) {
            return Type.union(
                    union.members().stream().map(part -> withRow(part, row)).toList());
        }
        if (type instanceof Type.Callable callable && callable.target() instanceof CallTargets.Shape shape) {
            var parameters = shape.parameters()
                    .map(types -> types.stream().map(part -> withRow(part, row)).toList());
            return new Type.Callable(callable.name(), new CallTargets.Shape(parameters, shape.returns()));
        }
        return type;
    }

    private @Nullable List<FrameSchema.Field> columns(
            CallTargets.Declared target,
            String method,
            Type receiver,
            @Nullable Call call,
            Arguments arguments,
            Context context) {
        List<FrameSchema.Field> before = receiver.mayBe(FRAME)
                ? receiver.schema().map(FrameSchema::fields).orElse(null)
                : null;
        return switch (method) {
            case "createDataFrame" -> created(call, arguments, context);
            case "text" ->
                target.name().contains("Reader.") ? List.of(new FrameSchema.Field("value", Types.of("str"))) : null;
            case "range" ->
                receiver.mayBe("pyspark.sql.SparkSession")
                        ? List.of(new FrameSchema.Field("id", Types.of("int")))
                        : null;
            case "toDF" ->
                receiver.mayBe("pyspark.RDD")
                        ? named(elementOf(receiver), schemaArgument(call, 0), context)
                        : renamed(before, arguments);
            case "filter",
                    "where",
                    "orderBy",
                    "sort",
                    "sortWithinPartitions",
                    "limit",
                    "offset",
                    "distinct",
                    "dropDuplicates",
                    "drop_duplicates",
                    "cache",
                    "persist",
                    "unpersist",
                    "repartition",
                    "repartitionByRange",
                    "coalesce",
                    "sample",
                    "hint",
                    "alias",
                    "checkpoint",
                    "localCheckpoint",
                    "union",
                    "unionAll",
                    "unionByName",
                    "intersect",
                    "intersectAll",
                    "subtract",
                    "exceptAll",
                    "dropna",
                    "fillna",
                    "withWatermark",
                    "observe" -> before;
            case "select" -> selected(before, call, context);
            case "withColumn" -> withColumn(before, arguments);
            case "withColumnRenamed" -> columnRenamed(before, arguments);
            case "drop" -> dropped(before, arguments);
            default -> null;
        };
    }

    private @Nullable List<FrameSchema.Field> created(@Nullable Call call, Arguments arguments, Context context) {
        Type data = arguments.positional().isEmpty() ? arguments.named("data", Type.UNKNOWN) : arguments.first();
        Type element = data.mayBe("pyspark.RDD")
                ? elementOf(data)
                : inference.expressions().iterated(data, context);
        Expression schema = schemaArgument(call, 1);
        if (schema == null && data.className().orElse("").startsWith("pandas.")) {
            return null;
        }
        return named(element, schema, context);
    }

    private static Type elementOf(Type rdd) {
        return rdd instanceof Type.Instance instance && !instance.arguments().isEmpty()
                ? instance.arguments().get(0)
                : Type.UNKNOWN;
    }

    private static @Nullable Expression schemaArgument(@Nullable Call call, int index) {
        if (call == null) {
            return null;
        }
        var named = call.findKeyword("schema");
        if (named.isPresent()) {
            return named.get().value();
        }
        return index < call.arguments().size() ? call.arguments().get(index) : null;
    }

    /** Columns from a schema argument, or from the elements themselves where there is none. */
    private @Nullable List<FrameSchema.Field> named(Type element, @Nullable Expression schema, Context context) {
        if (schema == null) {
            return element.schema().map(FrameSchema::fields).orElseGet(() -> positional(element));
        }
        Expression literal = resolved(schema, context);
        if (literal instanceof Constant constant && constant.isString()) {
            return parsed(constant.stringValue().orElse(""));
        }
        List<Expression> names = elements(literal);
        if (names == null) {
            return literal instanceof Call call ? structure(call, context) : null;
        }
        var fields = new ArrayList<FrameSchema.Field>();
        List<FrameSchema.Field> parts = positional(element);
        for (Expression name : names) {
            var text = name instanceof Constant constant ? constant.stringValue() : Optional.<String>empty();
            if (text.isEmpty()) {
                return null;
            }
            Type type = parts != null && parts.size() == names.size()
                    ? parts.get(fields.size()).type()
                    : Type.UNKNOWN;
            fields.add(new FrameSchema.Field(text.get(), type));
        }
        return fields;
    }

    private static @Nullable List<FrameSchema.Field> positional(Type element) {
        if (!(element instanceof Type.Tuple tuple)) {
            return null;
        }
        var fields = new ArrayList<FrameSchema.Field>();
        for (Type part : tuple.elements()) {
            fields.add(new FrameSchema.Field("_" + (fields.size() + 1), Types.widen(part)));
        }
        return fields;
    }

    private Expression resolved(Expression expression, Context context) {
        Expression current = expression;
        for (int i = 0; i < 4 && current instanceof Name name; i++) {
            current = context.model().onlyValue(name).orElse(current);
        }
        return current;
    }

    private static @Nullable List<Expression> elements(Expression expression) {
        if (expression instanceof ListDisplay list) {
            return list.elements();
        }
        return expression instanceof Tuple tuple ? tuple.elements() : null;
    }

    /** {@code StructType([StructField("a", IntegerType()), ...])} and {@code StructType().add("a", "int")}. */
    private @Nullable List<FrameSchema.Field> structure(Call call, Context context) {
        Type type = inference.typeOf(call, context);
        if (!type.isInstance("pyspark.sql.types.StructType")) {
            return null;
        }
        if (call.function() instanceof Attribute method
                && method.name().equals("add")
                && resolved(method.value(), context) instanceof Call before) {
            List<FrameSchema.Field> fields = structure(before, context);
            FrameSchema.Field added = fields == null ? null : field(call, context);
            if (fields == null || added == null || fields.size() > MAX_COLUMNS) {
                return null;
            }
            var all = new ArrayList<>(fields);
            all.add(added);
            return all;
        }
        if (call.arguments().isEmpty() && call.keywords().isEmpty()) {
            return List.of();
        }
        Expression argument = call.arguments().isEmpty()
                ? call.keywords().get(0).value()
                : call.arguments().get(0);
        List<Expression> parts = elements(resolved(argument, context));
        if (parts == null || parts.size() > MAX_COLUMNS) {
            return null;
        }
        var fields = new ArrayList<FrameSchema.Field>();
        for (Expression part : parts) {
            FrameSchema.Field field = resolved(part, context) instanceof Call made ? field(made, context) : null;
            if (field == null) {
                return null;
            }
            fields.add(field);
        }
        return fields;
    }

    private FrameSchema.@Nullable Field field(Call call, Context context) {
        if (call.arguments().isEmpty() || !(resolved(call.arguments().get(0), context) instanceof Constant name)) {
            return null;
        }
        Type type = Type.UNKNOWN;
        if (call.arguments().size() > 1) {
            Expression declared = resolved(call.arguments().get(1), context);
            type = declared instanceof Constant text
                    ? sqlType(text.stringValue().orElse(""))
                    : dataType(inference.typeOf(declared, context));
        }
        Type found = type;
        return name.stringValue()
                .map(text -> new FrameSchema.Field(text, found))
                .orElse(null);
    }

    private static Type dataType(Type type) {
        var name = type.className().orElse("");
        return name.startsWith("pyspark.sql.types.") && name.endsWith("Type")
                ? sqlType(name.substring("pyspark.sql.types.".length(), name.length() - "Type".length()))
                : Type.UNKNOWN;
    }

    private static Type sqlType(String declared) {
        var name = declared.strip().toLowerCase(Locale.ROOT);
        int parenthesis = name.indexOf('(');
        var plain = SQL_TYPES.get(parenthesis < 0 ? name : name.substring(0, parenthesis));
        return plain == null ? Type.UNKNOWN : Types.of(plain);
    }

    /** {@code a INT, b STRING} or {@code a: int, b: string}; null for anything less plain. */
    private static @Nullable List<FrameSchema.Field> parsed(String schema) {
        if (schema.indexOf('<') >= 0 || schema.indexOf('`') >= 0 || schema.indexOf('(') >= 0) {
            return null;
        }
        var fields = new ArrayList<FrameSchema.Field>();
        for (String part : schema.split(",")) {
            var words = part.strip().split("[\\s:]+");
            if (words.length < 2) {
                return fields.isEmpty()
                                && schema.indexOf(',') < 0
                                && !sqlType(words[0]).isUnknown()
                        ? List.of(new FrameSchema.Field("value", sqlType(words[0])))
                        : null;
            }
            fields.add(new FrameSchema.Field(words[0], sqlType(words[1])));
        }
        return fields;
    }

    private static @Nullable List<FrameSchema.Field> renamed(
            @Nullable List<FrameSchema.Field> before, Arguments arguments) {
        var fields = new ArrayList<FrameSchema.Field>();
        for (Type argument : arguments.positional()) {
            if (!(argument instanceof Type.Literal name) || name.stringValue().isEmpty()) {
                return null;
            }
            Type type =
                    before != null && before.size() == arguments.positional().size()
                            ? before.get(fields.size()).type()
                            : Type.UNKNOWN;
            fields.add(new FrameSchema.Field(name.text(), type));
        }
        return arguments.open() || fields.isEmpty() ? null : fields;
    }

    private @Nullable List<FrameSchema.Field> selected(
            @Nullable List<FrameSchema.Field> before, @Nullable Call call, Context context) {
        if (call == null || call.arguments().isEmpty()) {
            return null;
        }
        List<Expression> columns = call.arguments();
        List<Expression> listed = columns.size() == 1 ? elements(columns.get(0)) : null;
        var fields = new ArrayList<FrameSchema.Field>();
        for (Expression column : listed != null ? listed : columns) {
            Type type = inference.typeOf(column, context);
            var name = type instanceof Type.Literal literal ? literal.stringValue() : columnName(column, context);
            if (name.filter("*"::equals).isPresent()) {
                if (before == null) {
                    return null;
                }
                fields.addAll(before);
                continue;
            }
            if (name.isEmpty() || name.get().indexOf('.') >= 0) {
                return null;
            }
            fields.add(new FrameSchema.Field(name.get(), typeIn(before, name.get())));
        }
        return fields;
    }

    /** The name of {@code col("a")}, {@code df["a"]}, {@code df.a} and of anything that ends in {@code .alias("a")}. */
    private Optional<String> columnName(Expression column, Context context) {
        if (!inference.typeOf(column, context).isInstance("pyspark.sql.Column")) {
            return Optional.empty();
        }
        if (column instanceof Call call && !call.arguments().isEmpty()) {
            var callee = Functions.lastName(call);
            boolean names = callee.equals("col") || callee.equals("column") || callee.equals("alias");
            return names && call.arguments().get(0) instanceof Constant constant
                    ? constant.stringValue()
                    : Optional.empty();
        }
        if (column instanceof Attribute attribute) {
            return inference.typeOf(attribute.value(), context).isInstance(FRAME)
                    ? Optional.of(attribute.name())
                    : Optional.empty();
        }
        return column instanceof Subscript subscript
                        && subscript.index() instanceof Constant constant
                        && inference.typeOf(subscript.value(), context).isInstance(FRAME)
                ? constant.stringValue()
                : Optional.empty();
    }

    private static Type typeIn(@Nullable List<FrameSchema.Field> fields, String name) {
        if (fields != null) {
            for (FrameSchema.Field field : fields) {
                if (field.name().equalsIgnoreCase(name)) {
                    return field.type();
                }
            }
        }
        return Type.UNKNOWN;
    }

    private static @Nullable List<FrameSchema.Field> withColumn(
            @Nullable List<FrameSchema.Field> before, Arguments arguments) {
        if (before == null || !(arguments.first() instanceof Type.Literal name)) {
            return null;
        }
        var fields = new ArrayList<FrameSchema.Field>();
        boolean replaced = false;
        for (FrameSchema.Field field : before) {
            boolean same = field.name().equalsIgnoreCase(name.text());
            replaced |= same;
            fields.add(same ? new FrameSchema.Field(name.text(), Type.UNKNOWN) : field);
        }
        if (!replaced) {
            fields.add(new FrameSchema.Field(name.text(), Type.UNKNOWN));
        }
        return fields;
    }

    private static @Nullable List<FrameSchema.Field> columnRenamed(
            @Nullable List<FrameSchema.Field> before, Arguments arguments) {
        if (before == null
                || arguments.positional().size() != 2
                || !(arguments.first() instanceof Type.Literal from)
                || !(arguments.positional().get(1) instanceof Type.Literal to)) {
            return null;
        }
        return before.stream()
                .map(field -> field.name().equalsIgnoreCase(from.text())
                        ? new FrameSchema.Field(to.text(), field.type())
                        : field)
                .toList();
    }

    private static @Nullable List<FrameSchema.Field> dropped(
            @Nullable List<FrameSchema.Field> before, Arguments arguments) {
        if (before == null || arguments.open()) {
            return null;
        }
        var fields = new ArrayList<>(before);
        for (Type argument : arguments.positional()) {
            if (!(argument instanceof Type.Literal name)) {
                return null;
            }
            fields.removeIf(field -> field.name().equalsIgnoreCase(name.text()));
        }
        return fields;
    }

    private static Type of(String name, List<FrameSchema.Field> fields) {
        return Stubs.instance(name, new FrameSchema(fields));
    }
}
