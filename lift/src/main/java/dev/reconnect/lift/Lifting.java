package dev.reconnect.lift;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.lift.Units.Root;
import dev.reconnect.lift.Units.Use;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.AugAssign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.types.Type;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns one pipeline into frames: all of it, or nothing. */
final class Lifting {
    private static final ImportRequest FUNCTIONS = ImportRequest.from("pyspark.sql", "functions", "F");
    private static final ImportRequest FRAME = ImportRequest.from("pyspark.sql", "DataFrame");
    private static final String EACH_ROW = " for row in ";
    private static final int WIDTH = 100;

    /** How much of a pipeline without a variable is named. */
    private static final int MOST_NAMED = 60;

    /** Each round looks into what one more function gives; more would be needed by calls that are nested deeper than anybody writes them. */
    private static final int MOST_ROUNDS = 24;

    private final RuleContext context;
    private final FileFunctions functions;
    private final Needs needs;
    private final Flows flows;
    private final Set<Object> targets;
    private final Sources sources;
    private final RowSource rows;
    private final Steps steps;
    private final Exits exits;
    private final RddLists lists;
    private final Comments comments;
    private final List<Edit> edits = new ArrayList<>();

    private Lifting(RuleContext context, FileFunctions functions, Needs needs, Flows flows, Set<Object> targets) {
        this.context = context;
        this.functions = functions;
        this.needs = needs;
        this.flows = flows;
        this.targets = targets;
        this.sources = new Sources(context, needs);
        this.rows = new RowSource(context, needs);
        this.steps = new Steps(context, needs);
        this.exits = new Exits(context, needs);
        this.lists = new RddLists(context);
        this.comments = new Comments(context);
    }

    /** The fix that writes the pipeline with frames. */
    static Fix lift(List<Root> unit, RuleContext context, FileFunctions functions) throws Blocked {
        for (var root : unit) {
            if (root.use() == Use.ESCAPES) {
                throw new Blocked(root.expression(), "the RDD goes to code that is not looked at");
            }
        }
        var boundary = new Boundary(unit, context, functions);
        boundary.check();
        var fix = lift(unit, context, functions, boundary, false);
        return fix.isPresent()
                ? fix.get()
                : lift(unit, context, functions, boundary, true).orElseThrow();
    }

    /** Goes over the pipeline until no more is known; absent where it turns out that the order of files shows. */
    private static Optional<Fix> lift(
            List<Root> unit, RuleContext context, FileFunctions functions, Boundary boundary, boolean orderOfFiles)
            throws Blocked {
        var flows = new Flows();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var needs = new Needs(context, unit.get(0).expression().start(), orderOfFiles);
            var lifting = new Lifting(context, functions, needs, flows, boundary.targets());
            var open = lifting.round(unit);
            if (!flows.hasChanged()) {
                if (open.isPresent()) {
                    throw open.get();
                }
                return needs.asksForOrderOfFiles() && !orderOfFiles
                        ? Optional.empty()
                        : Optional.of(lifting.fix(unit, boundary));
            }
        }
        throw new Blocked(unit.get(0).expression(), "its functions call one another too often");
    }

    /** The first place of which not enough is known yet. */
    private Optional<Blocked> round(List<Root> unit) throws Blocked {
        Optional<Blocked> open = Optional.empty();
        for (var root : unit) {
            try {
                lift(root);
            } catch (Blocked blocked) {
                if (!blocked.isOpen()) {
                    throw blocked;
                }
                open = open.or(() -> Optional.of(blocked));
            }
        }
        return open;
    }

    private Fix fix(List<Root> unit, Boundary boundary) throws Blocked {
        boolean usesFunctions = Stream.concat(edits.stream(), needs.definitions().stream())
                .anyMatch(edit -> edit.replacement().contains("F."));
        if (usesFunctions && !needs.importing(FUNCTIONS).equals("F")) {
            throw new Blocked(unit.get(0).expression(), "`F` stands for something else here");
        }
        edits.addAll(boundary.annotations(needs));
        var called = needs.helpers().stream()
                .filter(helper -> Stream.concat(edits.stream(), needs.definitions().stream())
                        .anyMatch(edit -> edit.replacement().contains(helper.functionName() + "(")))
                .toList();
        edits.addAll(
                new HelperFunctions(context).definitions(called, unit.get(0).expression()));
        comments.addTo(edits);
        edits.addAll(needs.definitions());
        edits.addAll(needs.changes());
        var title = "Write the pipeline" + nameOf(unit) + " with DataFrames"
                + (needs.expectations().isEmpty() ? "" : ", assuming that " + String.join(", ", needs.expectations()));
        return new Fix(
                needs.assumptions().isEmpty()
                        ? title
                        : title + ", assuming from a run that " + String.join(", ", needs.assumptions()),
                needs.isPending() ? Applicability.DISPLAY_ONLY : Applicability.UNSAFE,
                edits,
                needs.imports());
    }

    /** The first variable that is set in it, or else how it begins, which tells it from others. */
    private String nameOf(List<Root> unit) {
        for (var root : unit) {
            if (root.target() instanceof Definition definition) {
                return " of `" + definition.binding().name() + "`";
            }
        }
        return " of `" + shortened(context.textOf(unit.get(0).expression())) + "`";
    }

    /** As much of code as fits into a sentence. */
    static String shortened(String code) {
        var text = code.replaceAll("\\s+", " ");
        return text.length() <= MOST_NAMED ? text : text.substring(0, MOST_NAMED - 3) + "...";
    }

    private void lift(Root root) throws Blocked {
        switch (root.use()) {
            case ESCAPES -> throw new Blocked(root.expression(), "the RDD goes to code that is not looked at");
            case KEPT, STATEMENT -> {
                LateBinding.check(root, context);
                var lifted = lift(root.expression());
                if (root.use() == Use.KEPT) {
                    flows.add(root.target(), lifted.frame(), root.expression());
                }
                replace(root.expression(), "", lifted, "");
            }
            case TAKEN -> {
                var call = (Call) root.expression();
                var method = (Attribute) call.function();
                var rdd = Outcome.METHODS.contains(method.name())
                        ? call.arguments().get(0)
                        : method.value();
                var exit = exits.lift(lift(rdd), call, method);
                replace(call, exit.before(), exit.frame(), exit.after());
            }
        }
    }

    private Lifted lift(Expression expression) throws Blocked {
        if (expression instanceof Name name) {
            return variable(name);
        }
        if (rows.isRows(expression)) {
            return rows.lift((Attribute) expression);
        }
        if (expression instanceof Attribute attribute) {
            return held(attribute, Units.member(attribute, context));
        }
        if (expression instanceof Subscript element && lists.isList(element.value())) {
            return held(element, lists.variable(element.value()));
        }
        if (expression instanceof IfExp choice) {
            return choice(choice);
        }
        if (!(expression instanceof Call call)) {
            throw new Blocked(expression, "it is not known where the RDD comes from");
        }
        var function = functions.calledBy(call);
        if (function.isPresent()) {
            return called(call, function.get());
        }
        if (lists.isReduction(call) && lists.unites(call.arguments().get(0))) {
            var united = united(call.arguments().get(1), call);
            return new Lifted(context.textOf(call), List.of(), united);
        }
        if (!(call.function() instanceof Attribute method)) {
            throw new Blocked(expression, "it is not known where the RDD comes from");
        }
        if (lists.isUnion(call)) {
            return union(call);
        }
        if (context.model().typeOf(method.value()).isInstance(SparkNames.CONTEXT)) {
            if (ContextHandedOn.isOffered(method.value(), context, functions)) {
                needs.await();
            }
            return sources.lift(
                    call,
                    method,
                    element(call)
                            .orElseThrow(() -> new Blocked(
                                    call, "the type of its elements is not known, or no column can hold them")));
        }
        if (!context.model().typeOf(method.value()).mayBe(SparkNames.RDD)) {
            throw new Blocked(method.value(), "it is not known for certain to be an RDD");
        }
        var receiver = lift(method.value());
        if (Pairing.METHODS.contains(method.name())) {
            if (call.arguments().isEmpty()) {
                throw new Blocked(call, "it is given no other RDD");
            }
            return Pairing.lift(
                    receiver.inColumns(), lift(call.arguments().get(0)).inColumns(), call, method);
        }
        return steps.lift(receiver, call, method, element(call));
    }

    /** A variable that is read: what all that may have set it have in common. */
    private Lifted variable(Name name) throws Blocked {
        Optional<Frame> frame = Optional.empty();
        boolean isSet = false;
        for (var definition : context.model().scopes().definitionsReaching(name)) {
            if (definition.kind() == BindingKind.DECLARATION || isNone(definition)) {
                continue;
            }
            isSet = true;
            var from = lists.goneThrough(definition).map(Object.class::cast).orElse(definition);
            if (!targets.contains(from)) {
                throw new Blocked(name, "it is not known where the RDD comes from");
            }
            var found = flows.of(from);
            if (found.isPresent()) {
                frame = Optional.of(frame.isPresent() ? Flows.both(frame.get(), found.get(), name) : found.get());
            }
        }
        if (!isSet) {
            throw new Blocked(name, "it is not known where the RDD comes from");
        }
        return new Lifted(name.id(), List.of(), frame.orElseThrow(() -> Blocked.open(name)));
    }

    private static boolean isNone(Definition definition) {
        return definition
                .value()
                .filter(value -> value instanceof Constant constant && constant.type() == ConstantType.NONE)
                .isPresent();
    }

    private Lifted held(Expression expression, Optional<Place> place) throws Blocked {
        if (place.isEmpty() || !targets.contains(place.get())) {
            throw new Blocked(expression, "it is not known where the RDD comes from");
        }
        var frame = flows.of(place.get()).orElseThrow(() -> Blocked.open(expression));
        return new Lifted(context.textOf(expression), List.of(), frame);
    }

    private Lifted choice(IfExp choice) throws Blocked {
        var yes = lift(choice.body());
        var no = lift(choice.orElse());
        var text = "(" + yes.text() + " if " + context.textOf(choice.test()) + " else " + no.text() + ")";
        return new Lifted(text, List.of(), Flows.both(yes.frame(), no.frame(), choice));
    }

    /** A call of a function of this file that gives an RDD. */
    private Lifted called(Call call, FunctionDef function) throws Blocked {
        var text = new StringBuilder(context.textOf(call));
        var arguments = new ArrayList<>(call.arguments());
        call.keywords().forEach(keyword -> arguments.add(keyword.value()));
        Collections.reverse(arguments);
        for (var argument : arguments) {
            if (!context.model().typeOf(argument).mayBe(SparkNames.RDD)) {
                continue;
            }
            var parameter =
                    functions.parameterOf(argument).flatMap(context.model().scopes()::definitionAt);
            if (parameter.isEmpty()) {
                throw new Blocked(argument, "it is not known which parameter this becomes");
            }
            var lifted = lift(argument);
            flows.add(parameter.get(), lifted.frame(), argument);
            text.replace(argument.start() - call.start(), argument.end() - call.start(), lifted.text());
        }
        var frame = flows.of(new Place.Result(function)).orElseThrow(() -> Blocked.open(call));
        return new Lifted(text.toString(), List.of(), frame);
    }

    /** {@code sc.union(rdds)}. */
    private Lifted union(Call call) throws Blocked {
        if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
            throw new Blocked(call, "it does more than unite RDDs");
        }
        var rdds = call.arguments().get(0);
        if (!(rdds instanceof ListDisplay display)) {
            var united = united(rdds, call);
            var reduce = needs.importing(ImportRequest.from("functools", "reduce"));
            var frame = needs.importing(FRAME);
            return new Lifted(reduce + "(" + frame + ".union, " + context.textOf(rdds) + ")", List.of(), united);
        }
        Lifted all = null;
        for (var rdd : display.elements()) {
            var one = lift(rdd).inColumns();
            all = all == null ? one : Pairing.union(all, one, call);
        }
        if (all == null) {
            throw new Blocked(call, "it unites no RDDs");
        }
        return all;
    }

    /** What is in the union of the elements of a list. */
    private Frame united(Expression list, Call call) throws Blocked {
        var element = held(list, lists.variable(list)).inColumns();
        return Pairing.union(element, element, call).frame();
    }

    /** What the elements of the RDD that a call gives look like. */
    private Optional<Shape> element(Call call) {
        return context.model().typeOf(call) instanceof Type.Instance rdd
                        && rdd.arguments().size() == 1
                ? Shape.of(rdd.arguments().get(0))
                : Optional.empty();
    }

    private void replace(Expression expression, String before, Lifted lifted, String after) throws Blocked {
        if (before.equals("(") && after.endsWith(")") && standsAlone(expression)) {
            replace(expression, "", lifted, after.substring(0, after.length() - 1));
            return;
        }
        var range = expression.parenthesizedRange();
        var line = before + lifted.text() + after;
        int column = range.start() - lineStart(range.start());
        boolean fits = column + line.length() <= WIDTH || lifted.calls().isEmpty();
        var text = fits ? line : overLines(before, lifted, after, expression);
        if (!text.equals(context.textOf(expression))) {
            comments.keep(expression);
            edits.add(Edit.replace(range, text));
        }
    }

    /** Whether what binds less tightly may take its place without brackets. */
    private static boolean standsAlone(Expression expression) {
        var parent = expression.parent().orElse(null);
        return isInBrackets(expression)
                || parent instanceof Return
                || (parent instanceof Assign assign && assign.value() == expression)
                || (parent instanceof AugAssign added && added.value() == expression);
    }

    private int lineStart(int offset) {
        return context.tree().lines().lineStart(context.tree().lines().line(offset));
    }

    /** One call a line, in brackets. */
    private String overLines(String before, Lifted lifted, String after, Expression expression) {
        var range = expression.parenthesizedRange();
        var opening = isInBrackets(expression) ? "" : "(";
        var text = context.tree().text();
        var start = lineStart(range.start());
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        var lineEnd = Layout.lineEnd(text);
        var indent = text.substring(start, end);
        var inner = lineEnd + indent + Layout.indentUnit(text);
        if (before.endsWith(EACH_ROW)) {
            return comprehension(before, lifted, after, inner, lineEnd + indent);
        }
        boolean isAdded = before.endsWith("= ");
        var lines = new StringBuilder(before.isEmpty() ? opening : isAdded ? before + "(" : before.stripTrailing());
        chain(lifted, inner, lines);
        var inside = insideOf(after);
        if (!inside.isEmpty()) {
            lines.append(inner).append(inside);
        }
        return lines.append(lineEnd)
                .append(indent)
                .append(
                        before.isEmpty() || isAdded
                                ? (isAdded ? ")" : opening.replace("(", ")"))
                                : after.substring(inside.isEmpty() ? 0 : inside.length() + 1))
                .toString();
    }

    /** A comprehension over rows, with what it makes of each and the rows on lines of their own. */
    private String comprehension(String before, Lifted rows, String after, String inner, String outer) {
        int opening = before.length() - EACH_ROW.length();
        for (int depth = 0; depth >= 0; ) {
            char c = before.charAt(--opening);
            depth += ")]}".indexOf(c) >= 0 ? 1 : "([{".indexOf(c) >= 0 ? -1 : 0;
        }
        var unit = Layout.indentUnit(context.tree().text());
        var made = before.substring(opening + 1, before.length() - EACH_ROW.length());
        var lines = new StringBuilder(before.substring(0, opening + 1))
                .append(inner)
                .append(made)
                .append(inner)
                .append(EACH_ROW.stripLeading());
        if (inner.length() + EACH_ROW.length() + rows.text().length() <= WIDTH) {
            lines.append(rows.text());
        } else {
            lines.append('(');
            chain(rows, inner + unit, lines);
            lines.append(inner).append(')');
        }
        return lines.append(outer).append(after).toString();
    }

    /** One call a line, the first beside a short base. */
    private void chain(Lifted lifted, String inner, StringBuilder lines) {
        lines.append(inner).append(lifted.base());
        var unit = Layout.indentUnit(context.tree().text());
        boolean isShort = lifted.base().indexOf('(') < 0;
        for (int i = 0; i < lifted.calls().size(); i++) {
            boolean follows = isShort && i == 0;
            int room = WIDTH - inner.length() - (follows ? lifted.base().length() : 0);
            var call = lifted.calls().get(i);
            lines.append(follows ? "" : inner).append(call.length() > room ? wrapped(call, inner, unit) : call);
        }
    }

    /** A call of several arguments with a line for each. */
    private static String wrapped(String call, String inner, String indent) {
        int open = call.indexOf('(');
        var arguments = ArgumentLines.split(call.substring(open + 1, call.length() - 1));
        if (arguments.size() < 2 || call.indexOf('\n') >= 0) {
            return call;
        }
        var lines = new StringBuilder(call.substring(0, open + 1));
        arguments.forEach(
                argument -> lines.append(inner).append(indent).append(argument).append(','));
        return lines.append(inner).append(')').toString();
    }

    /** Whether it is all that a call is given, which has brackets already. */
    private static boolean isInBrackets(Expression expression) {
        return expression.parent().orElse(null) instanceof Call call
                && call.arguments().equals(List.of(expression))
                && call.keywords().isEmpty()
                && expression.parenthesizedRange().equals(expression.range());
    }

    /** What follows the frame inside the brackets, such as {@code or 0}. */
    private static String insideOf(String after) {
        int end = after.length();
        while (end > 0 && ")]}".indexOf(after.charAt(end - 1)) >= 0) {
            end--;
        }
        return after.startsWith(" ") ? after.substring(0, end).strip() : "";
    }
}
