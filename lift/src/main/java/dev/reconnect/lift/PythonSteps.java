package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.rules.Layout;
import java.util.ArrayList;
import java.util.List;
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
        var shape = shape(result, function);
        if (argument.shape().holdsNulls() && result.certain(function).isPresent()) {
            shape = Nulls.in(shape, function.result());
        }
        var text = checked(context.textOf(function.given()), shape, result, function);
        var udf = udf(function, text, argument, shape.ddl(), receiver.frame());
        boolean tuple = shape instanceof Shape.TupleOf && !shape.nullable();
        if (tuple && before.isEmpty()) {
            int size = ((Shape.TupleOf) shape).parts().size();
            var frame = new Frame(
                    shape, receiver.frame().order().computed(), false, List.of(Set.copyOf(Frame.columnsOf(size))));
            return receiver.then(frame, ".select(" + udf + ".alias(\"it\"))", ".select(\"it.*\")");
        }
        if (before.isEmpty()) {
            var frame = new Frame(shape, receiver.frame().order().computed(), false, List.of(Set.of("value")));
            return receiver.then(frame, ".select(" + udf + ".alias(\"value\"))");
        }
        var key = before.get(0);
        var dues = new ArrayList<>(receiver.frame().dues());
        dues.add(Set.of("_2"));
        var frame = new Frame(
                Shape.pair(key.shape(), shape), receiver.frame().order().computed(), false, dues);
        return receiver.then(frame, ".select(\"_1\", " + udf + ".alias(\"_2\"))");
    }

    /** @param result what the elements are of what the function gives */
    Lifted flatMap(Lifted receiver, UserFunction function, Value argument, List<Value> before, Result result)
            throws Blocked {
        var frame = receiver.frame();
        var shape = shape(result, function);
        var listed = givesList(function)
                ? context.textOf(function.given())
                : "lambda it: list(" + Layout.asReceiver(function.given(), context) + "(it))";
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
        var called = Layout.asReceiver(function.given(), context);
        return receiver.then(
                frame,
                ".filter(" + udf(function, "lambda it: bool(" + called + "(it))", frame.element(), "boolean", frame)
                        + ")");
    }

    private static Shape shape(Result result, UserFunction function) throws Blocked {
        var shape = result.certain(function).or(result::assumed);
        return shape.orElseThrow(() -> result.blocked(function));
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
        return function.given() instanceof Lambda lambda
                ? "the function in line " + context.tree().lines().line(lambda.start())
                : "`" + context.textOf(function.given()) + "`";
    }

    private String udf(UserFunction function, String text, Value argument, String ddl, Frame frame) throws Blocked {
        var tie = function.findTie(context);
        if (tie.isPresent()) {
            throw new Blocked(function.given(), tie.get());
        }
        boolean row = argument.shape().holdsTuples() && !(argument instanceof Value.Parts parts && parts.isRow());
        if (row && !function.onlyTakesParts(context)) {
            throw new Blocked(
                    function.given(),
                    "the function would get rows in the place of tuples, and may show the difference");
        }
        if (row
                && argument.shape() instanceof Shape.TupleOf tuple
                && tuple.parts().stream().anyMatch(Shape::holdsTuples)) {
            throw new Blocked(function.given(), "the function would get rows inside tuples");
        }
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
