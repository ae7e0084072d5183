package dev.reconnect.lift;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.lift.Units.Root;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.types.Type;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Turns one pipeline into frames: all of it, or nothing. */
final class Lifting {
    private static final ImportRequest FUNCTIONS = ImportRequest.from("pyspark.sql", "functions", "F");
    private static final int WIDTH = 100;

    private final RuleContext context;
    private final Needs needs;
    private final Sources sources;
    private final Steps steps;
    private final Exits exits;
    private final IdentityHashMap<Expression, Frame> frames = new IdentityHashMap<>();
    private final List<Edit> edits = new ArrayList<>();

    private Lifting(RuleContext context, Needs needs) {
        this.context = context;
        this.needs = needs;
        this.sources = new Sources(context, needs);
        this.steps = new Steps(context, needs);
        this.exits = new Exits(context, needs);
    }

    /** The fix that writes the pipeline with frames. */
    static Fix lift(List<Root> unit, RuleContext context) throws Blocked {
        var needs = new Needs(context, unit.get(0).expression().start(), false);
        var fix = new Lifting(context, needs).lift(unit);
        if (!needs.asksForOrderOfFiles()) {
            return fix;
        }
        return new Lifting(context, new Needs(context, unit.get(0).expression().start(), true)).lift(unit);
    }

    private Fix lift(List<Root> unit) throws Blocked {
        for (var root : unit) {
            checkVariables(root);
            if (Deletion.hasComment(root.expression().range(), context)) {
                throw new Blocked(root.expression(), "a comment inside it would be lost");
            }
            lift(root);
        }
        boolean usesFunctions =
                edits.stream().anyMatch(edit -> edit.replacement().contains("F."));
        if (usesFunctions && !needs.importing(FUNCTIONS).equals("F")) {
            throw new Blocked(unit.get(0).expression(), "`F` stands for something else here");
        }
        edits.addAll(new HelperFunctions(context)
                .definitions(needs.helpers(), unit.get(0).expression()));
        var title = "Write the pipeline with DataFrames";
        return new Fix(
                needs.assumptions().isEmpty()
                        ? title
                        : title + ", assuming from a run that " + String.join(", ", needs.assumptions()),
                needs.isPending() ? Applicability.DISPLAY_ONLY : Applicability.UNSAFE,
                edits,
                needs.imports());
    }

    /** A variable that other functions read may be read at any time. */
    private void checkVariables(Root root) throws Blocked {
        for (var variable : root.variables()) {
            for (var use : variable.references()) {
                if (context.model().scopeOf(use) != variable.scope()) {
                    throw new Blocked(use, "the variable is read by another function than the one that sets it");
                }
            }
        }
    }

    private void lift(Root root) throws Blocked {
        switch (root.use()) {
            case ESCAPES -> throw new Blocked(root.expression(), "the RDD goes to code that is not looked at");
            case ASSIGNED, STATEMENT -> {
                var lifted = lift(root.expression());
                frames.put(root.expression(), lifted.frame());
                replace(root.expression(), "", lifted, "");
            }
            case TAKEN -> {
                var call = (Call) root.expression();
                var method = (Attribute) call.function();
                var exit = exits.lift(lift(method.value()), call, method);
                replace(call, exit.before(), exit.frame(), exit.after());
            }
        }
    }

    private Lifted lift(Expression expression) throws Blocked {
        if (expression instanceof Name name) {
            return variable(name);
        }
        if (!(expression instanceof Call call) || !(call.function() instanceof Attribute method)) {
            throw new Blocked(expression, "it is not known where the RDD comes from");
        }
        if (context.model().typeOf(method.value()).isInstance(SparkNames.CONTEXT)) {
            return sources.lift(
                    call,
                    method,
                    element(call)
                            .orElseThrow(() -> new Blocked(
                                    call, "the type of its elements is not known, or no column can hold them")));
        }
        if (!context.model().typeOf(method.value()).isInstance(SparkNames.RDD)) {
            throw new Blocked(method.value(), "it is not known for certain to be an RDD");
        }
        var receiver = lift(method.value());
        var join = Steps.JOINS.get(method.name());
        if (join != null || method.name().equals("union")) {
            if (call.arguments().isEmpty()) {
                throw new Blocked(call, "it is given no other RDD");
            }
            var other = lift(call.arguments().get(0));
            return join != null ? steps.join(receiver, other, call, join) : Steps.union(receiver, other, call);
        }
        return steps.lift(receiver, call, method, element(call));
    }

    private Lifted variable(Name name) throws Blocked {
        var value = context.model().onlyValue(name);
        var frame = value.map(frames::get);
        if (frame.isEmpty()) {
            throw new Blocked(name, "it is not known where the RDD comes from, or it is one of several");
        }
        return new Lifted(name.id(), List.of(), frame.get());
    }

    /** What the elements of the RDD that a call gives look like. */
    private Optional<Shape> element(Call call) {
        return context.model().typeOf(call) instanceof Type.Instance rdd
                        && rdd.arguments().size() == 1
                ? Shape.of(rdd.arguments().get(0))
                : Optional.empty();
    }

    private void replace(Expression expression, String before, Lifted lifted, String after) {
        var range = expression.range();
        var line = before + lifted.text() + after;
        int column = range.start() - lineStart(range.start());
        boolean fits = column + line.length() <= WIDTH || lifted.calls().isEmpty();
        var text = fits ? line : overLines(before, lifted, after, range);
        if (!text.equals(context.textOf(expression))) {
            edits.add(Edit.replace(range, text));
        }
    }

    private int lineStart(int offset) {
        return context.tree().lines().lineStart(context.tree().lines().line(offset));
    }

    /** One call a line, in brackets. */
    private String overLines(String before, Lifted lifted, String after, TextRange range) {
        var text = context.tree().text();
        var start = lineStart(range.start());
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        var lineEnd = Layout.lineEnd(text);
        var indent = text.substring(start, end);
        var inner = lineEnd + indent + Layout.indentUnit(text);
        var lines = new StringBuilder(before.isEmpty() ? "(" : before.stripTrailing())
                .append(inner)
                .append(lifted.base());
        boolean isShort = lifted.base().indexOf('(') < 0;
        for (var call : lifted.calls()) {
            boolean first = call.equals(lifted.calls().get(0));
            lines.append(isShort && first ? "" : inner).append(call);
        }
        return lines.append(lineEnd)
                .append(indent)
                .append(before.isEmpty() ? ")" : after.stripLeading())
                .toString();
    }
}
