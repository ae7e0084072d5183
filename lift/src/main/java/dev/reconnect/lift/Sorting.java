package dev.reconnect.lift;

import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sorts of an RDD as {@code orderBy}: elements with equal keys stay in the order that they are in. */
final class Sorting {
    private final RuleContext context;
    private final Needs needs;
    private final Columns columns;

    Sorting(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
        this.columns = new Columns(context);
    }

    Lifted sortBy(Lifted receiver, Call call) throws Blocked {
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

    Lifted sortByKey(Lifted receiver, Call call) throws Blocked {
        Steps.pair(receiver, call);
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
        var order = order(frame, key, ascending, call, needs);
        var from = !showsOrder(frame, key) || !frame.order().isOfFiles() ? receiver : needs.inOrderOfFiles(receiver);
        return from.then(frame.in(Order.DEFINED), ".orderBy(" + order + ")");
    }

    /** Elements with their places, in an order that has to be defined. */
    Lifted zipWithIndex(Lifted receiver, Call call) throws Blocked {
        var given = receiver.frame();
        if (given.order() == Order.OPEN) {
            throw new Blocked(call, "the order of the elements is not defined");
        }
        var ordered = given.order().isOfFiles() ? needs.inOrderOfFiles(receiver) : receiver;
        var dues = given.dues().isEmpty() ? List.<Set<String>>of() : List.of(Set.of("_1"));
        var shape = Shape.pair(given.shape(), Shape.of(Shape.Kind.INT));
        var frame = new Frame(shape, ordered.frame().order().computed(), false, dues);
        return given.isTuple()
                ? ordered.then(
                        frame,
                        ".select(" + given.element().asColumn().text() + ".alias(\"_1\"))",
                        ".zipWithIndex(\"_2\")")
                : ordered.then(frame, ".zipWithIndex(\"_2\")", ".toDF(\"_1\", \"_2\")");
    }

    /** The arguments of {@code orderBy}: elements with equal keys stay in the order that they are in. */
    static String order(Frame frame, Value key, boolean ascending, Call call, Needs needs) throws Blocked {
        if (!key.shape().isOrdered()) {
            throw new Blocked(call, "Spark orders such keys in another way than Python");
        }
        if (key.shape().holdsFloats()) {
            needs.expectNumbers();
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
