package dev.reconnect.lift;

import dev.reconnect.lift.ChainFunction.Form;
import dev.reconnect.lift.PythonChain.Kind;
import dev.reconnect.lift.PythonChain.Link;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.rules.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions that stay Python, as UDFs. What a run has seen of them is an assumption: they are held to it. */
final class PythonSteps {
    private final RuleContext context;
    private final Needs needs;

    PythonSteps(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
    }

    /** @param before what stands before the result in the new element */
    Lifted map(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result result)
            throws Blocked {
        var found = shape(result, function);
        if (found.isEmpty()) {
            return begin(receiver, before.isEmpty() ? Kind.MAP : Kind.MAP_VALUES, function, result);
        }
        var shape = found.get();
        if (argument.shape().holdsNulls() && result.certain(function).isPresent()) {
            shape = Nulls.in(shape, function.result());
        }
        var text = checked(Adapted.of(function, argument, context).text(), shape, result, function);
        var udf = udf(function, text, argument, shape.ddl(), receiver.frame());
        if (before.isEmpty() && shape instanceof Shape.TupleOf tuple && !shape.nullable()) {
            return opened(receiver, udf, tuple);
        }
        if (before.isEmpty()) {
            var frame = new Frame(shape, receiver.frame().order().computed(), false, List.of(Set.of("value")))
                    .ofEachLine(receiver.frame().ofEachLine());
            return receiver.then(frame, ".select(" + udf + ".alias(\"value\"))");
        }
        var key = before.get(0);
        var dues = new ArrayList<>(receiver.frame().dues());
        dues.add(Set.of("_2"));
        var frame = new Frame(
                        Shape.pair(key.shape(), shape), receiver.frame().order().computed(), false, dues)
                .ofEachLine(receiver.frame().ofEachLine());
        return receiver.then(frame, ".select(\"_1\", " + udf + ".alias(\"_2\"))");
    }

    /** What a function gives for each row, a column for each part. */
    private static Lifted opened(Lifted receiver, String udf, Shape.TupleOf shape) {
        var order = receiver.frame().order().computed();
        var frame = new Frame(shape, order, false, List.of(Set.copyOf(shape.fields())))
                .ofEachLine(receiver.frame().ofEachLine());
        return receiver.then(frame, ".select(" + udf + ".alias(\"it\"))", ".select(\"it.*\")");
    }

    /** The call of a function of the program, as a UDF of what a column holds; absent where its result has no certain type. */
    Optional<Col> called(Call call, Value argument) throws Blocked {
        var function = UserFunction.of(call.function(), context);
        var shape =
                Shape.of(context.model().typeOf(call)).filter(gives -> !function.isAnnotated() || !gives.holdsFloats());
        if (function.code().isEmpty()
                || !function.takes(1)
                || shape.isEmpty()
                || !(argument instanceof Col column)
                || column.shape().holdsNulls()
                || Conversion.isNeeded(column.shape())) {
            return Optional.empty();
        }
        checkTie(function);
        var given = column.isPlain() ? "\"" + column.path() + "\"" : column.text();
        var udf = "F.udf(" + context.textOf(call.function()) + ", \""
                + shape.get().ddl() + "\")(" + given + ")";
        return Optional.of(Col.computed(udf, Value.ATOM, shape.get(), column));
    }

    /** A function of partitions that treats each element by itself. */
    Lifted mapPartitions(Lifted receiver, UserFunction function, Result result) throws Blocked {
        if (shape(result, function).isEmpty()) {
            throw result.blocked(function);
        }
        var element = receiver.frame().element();
        boolean isRow = receiver.frame().isRow();
        var called = Layout.asReceiver(function.given(), context);
        var given = isRow ? "it" : Conversion.of(element.shape(), "it");
        return flatMap(
                receiver, function, "lambda it: list(" + called + "([" + given + "]))", element, List.of(), result);
    }

    /** @param result what the elements are of what the function gives */
    Lifted flatMap(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result result)
            throws Blocked {
        var adapted = Adapted.of(function, argument, context);
        var listed = givesList(function) ? adapted.text() : "lambda it: list(" + adapted.applied() + ")";
        return flatMap(receiver, function, listed, argument, before, result);
    }

    private Lifted flatMap(
            Lifted receiver, UserFunction function, String listed, Value argument, List<Value> before, Result result)
            throws Blocked {
        var frame = receiver.frame();
        var found = shape(result, function);
        if (found.isEmpty()) {
            return begin(receiver, before.isEmpty() ? Kind.FLAT_MAP : Kind.FLAT_MAP_VALUES, function, result);
        }
        var shape = found.get();
        var text = checked(listed, new Shape.ListOf(shape, false), result, function);
        var udf = "F.explode(" + udf(function, text, argument, "array<" + shape.ddl() + ">", frame) + ")";
        boolean tuple = shape instanceof Shape.TupleOf && !shape.nullable();
        if (!before.isEmpty()) {
            var next = new Frame(
                    Shape.pair(before.get(0).shape(), shape),
                    frame.order().computed(),
                    false,
                    frame.dues().isEmpty() ? List.of() : List.of(Set.of("_1", "_2")));
            return receiver.then(next, ".select(\"_1\", " + udf + ".alias(\"_2\"))");
        }
        var next = Frame.of(shape, frame.order().computed());
        return tuple
                ? receiver.then(next, ".select(" + udf + ".alias(\"it\"))", ".select(\"it.*\")")
                : receiver.then(next, ".select(" + udf + ".alias(\"value\"))");
    }

    Lifted filter(Lifted receiver, UserFunction function) throws Blocked {
        var frame = receiver.frame();
        var adapted = Adapted.of(function, frame.element(), context);
        boolean givesBool = function.result()
                .filter(result -> context.model().typeOf(result).isInstance("bool"))
                .isPresent();
        var text = givesBool ? adapted.text() : "lambda it: bool(" + adapted.applied() + ")";
        var call = udf(function, text, frame.element(), "boolean", frame);
        return receiver.then(frame.ofEachLine(false), ".filter(" + call + ")");
    }

    private static Optional<Shape> shape(Result result, UserFunction function) {
        return result.certain(function).or(result::assumed);
    }

    /** Pairs of a key that no columns compute and the element. */
    Lifted keyBy(Lifted receiver, UserFunction function, Result result) throws Blocked {
        var started = begin(receiver, Kind.KEY_BY, function, result);
        var shape = shape(result, function);
        return shape.isEmpty()
                ? started
                : close(started, started.frame().chain().orElseThrow(), shape.get(), result);
    }

    /** A chain of functions whose results no column holds. */
    private Lifted begin(Lifted receiver, Kind kind, UserFunction function, Result result) throws Blocked {
        var frame = receiver.frame();
        var blocked = result.blocked(function);
        checkTie(function);
        if (frame.parts().stream().anyMatch(Conversion::isNeeded)) {
            throw blocked;
        }
        var link = new Link(kind, Optional.of(function), result.call());
        return receiver.then(frame.with(new PythonChain(frame, List.of(link), blocked)));
    }

    /** A step behind a chain; ends it where its results fit into columns. */
    Lifted goOn(Lifted receiver, PythonChain chain, Call call, Attribute method, Result result) throws Blocked {
        var kind = PythonChain.KINDS.get(method.name());
        boolean takesFunction = kind != Kind.KEYS && kind != Kind.VALUES;
        if (kind == null
                || call.arguments().size() != (takesFunction ? 1 : 0)
                || !call.keywords().isEmpty()
                || call.arguments().stream().anyMatch(Starred.class::isInstance)) {
            throw chain.blocked();
        }
        var function = call.arguments().stream().findFirst().map(given -> UserFunction.of(given, context));
        if (function.isPresent()) {
            checkTie(function.get());
        }
        checkScope(chain, call);
        var next = chain.then(new Link(kind, function, call));
        var shape = kind == Kind.FILTER
                ? Optional.<Shape>empty()
                : function.flatMap(result::certain).or(result::assumed);
        return shape.isPresent()
                ? close(receiver, next, shape.get(), result)
                : receiver.then(receiver.frame().with(next));
    }

    /** The functions of a chain are put where its last step stands. */
    private void checkScope(PythonChain chain, Call call) throws Blocked {
        var here = context.model().scopeOf(call);
        for (var link : chain.links()) {
            var scope = context.model().scopeOf(link.call());
            if (scope != here && scope.parent().isPresent()) {
                throw new Blocked(link.call(), "the steps that follow are in another function");
            }
        }
    }

    private Lifted close(Lifted receiver, PythonChain chain, Shape found, Result result) throws Blocked {
        var last = chain.links().get(chain.links().size() - 1);
        boolean one = chain.isOneToOne();
        boolean assumed = last.function().flatMap(result::certain).isEmpty();
        var shape = assumed || !chain.from().shape().holdsNulls()
                ? found
                : Nulls.in(found, last.function().orElseThrow().result());
        var given = one ? shape : new Shape.ListOf(shape, false);
        var decorators = new StringBuilder("@F.udf(\"" + given.ddl() + "\")\n");
        if (assumed) {
            var type = Observed.annotation(given);
            needs.assume(last.function().map(this::name).orElse("`" + context.textOf(last.call()) + "`") + " gives `"
                    + Observed.annotation(shape) + "`");
            decorators
                    .append('@')
                    .append(needs.helper(Helper.GIVES))
                    .append('(')
                    .append(type)
                    .append(")\n");
        }
        var called = define(chain, one ? Form.VALUE : Form.LIST, decorators.toString(), last.call());
        boolean tuple = shape instanceof Shape.TupleOf && !shape.nullable();
        var order = chain.from().order().computed();
        var columns = tuple ? ((Shape.TupleOf) shape).fields() : List.of("value");
        if (!one) {
            return receiver.then(
                    Frame.of(shape, order),
                    tuple
                            ? ".select(F.inline(" + called + "))"
                            : ".select(F.explode(" + called + ").alias(\"value\"))");
        }
        var frame = new Frame(shape, order, false, List.of(Set.copyOf(columns)))
                .ofEachLine(chain.from().ofEachLine());
        return tuple
                ? receiver.then(frame, ".select(" + called + ".alias(\"it\"))", ".select(\"it.*\")")
                : receiver.then(frame, ".select(" + called + ".alias(\"value\"))");
    }

    /** Rows for the elements that a chain gives, to be counted. */
    Lifted counted(Lifted elements, Call call) throws Blocked {
        var chain = elements.frame().chain();
        if (chain.isEmpty()) {
            return elements;
        }
        if (chain.get().isFlat()) {
            throw chain.get().blocked();
        }
        checkScope(chain.get(), call);
        var called = define(chain.get(), Form.TEST, "@F.udf(\"boolean\")\n", call);
        return elements.then(elements.frame().withoutChain(), ".filter(" + called + ")");
    }

    /** Writes the function of a chain; a call of it. */
    private String define(PythonChain chain, Form form, String decorators, Call place) throws Blocked {
        var code = ChainFunction.of(chain, "NAME", form, context);
        var name = needs.define(
                target(place).orElse("elements") + "_of",
                place,
                free -> decorators + "def " + free + code.substring("def NAME".length()));
        var columns = chain.from().columns().stream()
                .map(column -> "\"" + column + "\"")
                .collect(Collectors.joining(", "));
        return chain.from().isRow() ? name + "(F.struct(" + columns + "))" : name + "(" + columns + ")";
    }

    /** The variable that the statement sets. */
    private static Optional<String> target(Call place) {
        return place.findAncestor(Statement.class)
                .filter(statement -> statement instanceof Assign assign
                        && assign.targets().size() == 1
                        && assign.targets().get(0) instanceof Name)
                .map(statement -> ((Name) ((Assign) statement).targets().get(0)).id());
    }

    void checkTie(UserFunction function) throws Blocked {
        var tie = function.findTie(context);
        if (tie.isPresent()) {
            throw new Blocked(function.given(), tie.get());
        }
    }

    /** The function, held to what it gives where that is an assumption. */
    private String checked(String function, Shape shape, Result result, UserFunction from) {
        if (result.certain(from).isPresent()) {
            return function;
        }
        var type = Observed.annotation(shape);
        needs.assume(name(from) + " gives `" + type + "`");
        return needs.helper(Helper.GIVES) + "(" + type + ")(" + function + ")";
    }

    private String name(UserFunction function) {
        return "`" + Lifting.shortened(context.textOf(function.given())) + "`";
    }

    private String udf(UserFunction function, String text, Value argument, String ddl, Frame frame) throws Blocked {
        checkTie(function);
        var given = argument instanceof Value.Parts
                ? "F.struct("
                        + frame.columns().stream()
                                .map(name -> "\"" + name + "\"")
                                .collect(Collectors.joining(", ")) + ")"
                : "\"" + argument.asColumn().path() + "\"";
        return "F.udf(" + text + ", \"" + ddl + "\")(" + given + ")";
    }

    private boolean givesList(UserFunction function) {
        return function.result()
                .filter(result -> context.model().typeOf(result).isInstance("list"))
                .isPresent();
    }
}
