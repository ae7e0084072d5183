package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.types.Type;
import dev.reconnect.rules.Layout;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls of a context that make an RDD, as frames. */
final class Sources {
    /** The methods of a context that are known here. */
    static final Set<String> METHODS = Set.of("textFile", "wholeTextFiles", "parallelize", "range");

    private final RuleContext context;
    private final Needs needs;

    Sources(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
    }

    Lifted lift(Call call, Attribute method, Shape element) throws Blocked {
        if (call.arguments().stream().anyMatch(Starred.class::isInstance)) {
            throw new Blocked(call, "its arguments are not written one by one");
        }
        return switch (method.name()) {
            case "textFile" -> textFile(call, method);
            case "wholeTextFiles" -> wholeTextFiles(call, method);
            case "parallelize" -> parallelize(call, method, element);
            case "range" -> range(call, method);
            default -> throw Blocked.method(method, "SparkContext");
        };
    }

    /** The path, where it is all that is said of what is read. */
    private String path(Call call) throws Blocked {
        if (call.arguments().isEmpty()
                || call.arguments().size() > 2
                || !call.keywords().stream().allMatch(keyword -> keyword.isNamed("minPartitions"))) {
            throw new Blocked(call, "it does more than read texts");
        }
        var path = call.arguments().get(0);
        var type = context.model().typeOf(path);
        // An RDD is made of no other path.
        if (!type.isUnknown() && !type.mayBe("str")) {
            throw new Blocked(path, "the path is not a `str`");
        }
        return context.textOf(path);
    }

    /** Names and texts of files; the source of binary files names them as an RDD does. */
    private Lifted wholeTextFiles(Call call, Attribute method) throws Blocked {
        var reader = needs.session(method.value()) + ".read.format(\"binaryFile\").load(" + path(call) + ")";
        needs.expectPlainFiles();
        var files = Frame.of(Shape.pair(Shape.of(Kind.STRING), Shape.of(Kind.STRING)), Order.OPEN);
        return new Lifted(
                reader,
                List.of(".select(F.col(\"path\").alias(\"_1\"), F.col(\"content\").cast(\"string\").alias(\"_2\"))"),
                files);
    }

    private Lifted textFile(Call call, Attribute method) throws Blocked {
        var reader = needs.session(method.value()) + ".read.text(" + path(call) + ")";
        var frame = Frame.of(Shape.of(Kind.STRING), Order.OF_LINES).ofEachLine(true);
        var lines = new Lifted(reader, List.of(), frame);
        return needs.orderOfFiles() ? inOrderOfFiles(lines) : lines;
    }

    /** Lines in the order in which an RDD has them: file by file. */
    static Lifted inOrderOfFiles(Lifted lines) {
        return lines.then(
                lines.frame().in(Order.DEFINED).ofEachLine(lines.frame().ofEachLine()),
                ".orderBy(\"_metadata.file_path\", \"_metadata.file_block_start\", F.monotonically_increasing_id())");
    }

    private Lifted parallelize(Call call, Attribute method, Shape given) throws Blocked {
        if (call.arguments().isEmpty()
                || call.arguments().size() > 2
                || !call.keywords().stream().allMatch(keyword -> keyword.isNamed("numSlices"))) {
            throw new Blocked(call, "it does more than hand out the elements of a collection");
        }
        var data = call.arguments().get(0);
        var frame = Frame.of(given, Order.DEFINED);
        var session = needs.session(method.value());
        if (frame.isTuple()) {
            if (!isList(data) && !isSet(data)) {
                throw new Blocked(data, "the elements are tuples, but not known to be in a list or set");
            }
            var schema = schema(frame);
            var rows = isList(data) ? context.textOf(data) : "list(" + context.textOf(data) + ")";
            return new Lifted(session + ".createDataFrame(" + rows + ", \"" + schema + "\")", List.of(), frame);
        }
        if (given.holdsTuples() || given.nullable()) {
            throw new Blocked(data, "the elements have no exact column type");
        }
        return range(data, session)
                .orElseGet(() -> new Lifted(
                        session + ".createDataFrame([(value,) for value in " + Layout.asReceiver(data, context)
                                + "], \"value " + given.ddl() + "\")",
                        List.of(),
                        frame));
    }

    /** The numbers of {@code sc.range}, for which a session has the same method. */
    private Lifted range(Call call, Attribute method) throws Blocked {
        boolean plain = call.arguments().size() <= 3
                && !call.arguments().isEmpty()
                && call.keywords().isEmpty()
                && call.arguments().stream()
                        .allMatch(bound -> context.model().typeOf(bound).isInstance("int"));
        if (!plain) {
            throw new Blocked(call, "its arguments are not known to be up to three numbers");
        }
        var text = context.textOf(call).substring(method.end() - call.start());
        return new Lifted(
                needs.session(method.value()) + ".range" + text,
                List.of(".toDF(\"value\")"),
                Frame.of(Shape.of(Kind.INT), Order.DEFINED));
    }

    /** {@code range(...)} that the server counts itself. */
    private Optional<Lifted> range(Expression data, String session) {
        boolean counts = data instanceof Call range
                && range.function() instanceof Name name
                && name.id().equals("range")
                && UserFunction.isBuiltin(name, context)
                && range.keywords().isEmpty()
                && range.arguments().stream().noneMatch(Starred.class::isInstance);
        return counts
                ? Optional.of(new Lifted(
                        session + "." + context.textOf(data),
                        List.of(".toDF(\"value\")"),
                        Frame.of(Shape.of(Kind.INT), Order.DEFINED)))
                : Optional.empty();
    }

    private boolean isSet(Expression data) {
        Type type = context.model().typeOf(data);
        return type.isInstance("set") || type.isInstance("frozenset");
    }

    private boolean isList(Expression data) {
        Type type = context.model().typeOf(data);
        return type.isInstance("list");
    }

    static String schema(Frame frame) {
        var schema = new StringBuilder();
        for (int i = 0; i < frame.parts().size(); i++) {
            schema.append(i == 0 ? "" : ", ")
                    .append(frame.columns().get(i))
                    .append(' ')
                    .append(frame.parts().get(i).ddl());
        }
        return schema.toString();
    }
}
