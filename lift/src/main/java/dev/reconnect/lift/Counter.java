package dev.reconnect.lift;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An accumulator to which one function adds, which does nothing else: {@code lines.foreach(lambda line: seen.add(1))}. A variable of the program
 * takes its place, and an aggregate the function's.
 *
 * @param name the variable
 * @param conditions under which the function adds, all of them
 * @param added what it adds
 * @param edits what else of the program has to be changed
 */
record Counter(String name, List<Expression> conditions, Expression added, List<Edit> edits) {
    Counter {
        conditions = List.copyOf(conditions);
        edits = List.copyOf(edits);
    }

    /** The accumulator of the function that {@code foreach} is given; absent where it is more than one, or is used otherwise. */
    static Optional<Counter> of(UserFunction function, Call foreach, RuleContext context) {
        if (!(foreach.parent().orElse(null) instanceof ExpressionStatement)) {
            return Optional.empty();
        }
        var conditions = new ArrayList<Expression>();
        var addition = function.code().flatMap(code -> addition(code, conditions));
        if (addition.isEmpty() || !(((Attribute) addition.get().function()).value() instanceof Name accumulator)) {
            return Optional.empty();
        }
        return context.model()
                .bindingOf(accumulator)
                .filter(binding -> binding.scope() == context.model().scopeOf(foreach))
                .flatMap(binding -> edits(binding, accumulator, foreach, context))
                .flatMap(edits -> withoutFunction(function, edits, context))
                .map(edits -> new Counter(
                        accumulator.id(), conditions, addition.get().arguments().get(0), edits));
    }

    /** The only thing that the function does. */
    private static Optional<Call> addition(Node code, List<Expression> conditions) {
        if (code instanceof Lambda lambda) {
            return addition(lambda.body());
        }
        return code instanceof FunctionDef function ? addition(function.body(), conditions) : Optional.empty();
    }

    private static Optional<Call> addition(List<Statement> statements, List<Expression> conditions) {
        var last = statements.get(statements.size() - 1);
        for (var statement : statements) {
            boolean isText = statement instanceof ExpressionStatement text && text.value() instanceof Constant;
            if (statement != last && !isText) {
                return Optional.empty();
            }
        }
        if (last instanceof If choice && choice.orElse().isEmpty()) {
            conditions.add(choice.test());
            return addition(choice.body(), conditions);
        }
        return last instanceof ExpressionStatement statement ? addition(statement.value()) : Optional.empty();
    }

    private static Optional<Call> addition(Expression expression) {
        return expression instanceof Call call
                        && call.function() instanceof Attribute method
                        && method.name().equals("add")
                        && call.arguments().size() == 1
                        && call.keywords().isEmpty()
                ? Optional.of(call)
                : Optional.empty();
    }

    /** The variable in the place of the accumulator, which the program around the {@code foreach} reads and nothing else. */
    private static Optional<List<Edit>> edits(Binding binding, Name added, Call foreach, RuleContext context) {
        if (!(context.model().onlyValue(added).orElse(null) instanceof Call made)
                || !(made.function() instanceof Attribute method)
                || !method.name().equals("accumulator")
                || !context.model().typeOf(method.value()).isInstance(SparkNames.CONTEXT)
                || made.arguments().size() != 1
                || !made.keywords().isEmpty()
                || !(made.arguments().get(0) instanceof Constant start)
                || start.intValue().isEmpty()) {
            return Optional.empty();
        }
        var edits = new ArrayList<Edit>();
        edits.add(Edit.replace(made.range(), context.textOf(start)));
        for (var name : binding.references()) {
            if (name == added) {
                continue;
            }
            boolean read = name.parent().orElse(null) instanceof Attribute value
                    && value.name().equals("value")
                    && value.context() == ExpressionContext.LOAD
                    && context.model()
                            .enclosingFunction(name)
                            .equals(context.model().enclosingFunction(foreach));
            if (!read) {
                return Optional.empty();
            }
            edits.add(Edit.delete(((Attribute) name.parent().orElseThrow()).selectorRange()));
        }
        return Optional.of(edits);
    }

    private static boolean isBlank(int line, RuleContext context) {
        var lines = context.tree().lines();
        return context.tree()
                .text()
                .substring(lines.lineStart(line), lines.lineStart(line + 1))
                .isBlank();
    }

    /** Without a function that nothing else calls, as nothing would call it any more; absent where that cannot be. */
    private static Optional<List<Edit>> withoutFunction(UserFunction function, List<Edit> edits, RuleContext context) {
        if (!(function.code().orElse(null) instanceof FunctionDef code)) {
            return function.given() instanceof Lambda ? Optional.of(edits) : Optional.empty();
        }
        int uses = context.model()
                .bindingOf((Name) function.given())
                .map(binding -> binding.references().size())
                .orElse(0);
        var block = Deletion.blockOf(code);
        int next = block.indexOf(code) + 1;
        if (uses != 1 || next == block.size()) {
            return Optional.empty();
        }
        var lines = context.tree().lines();
        boolean isApart = block.get(next) instanceof FunctionDef || block.get(next) instanceof ClassDef;
        int line = lines.line(code.start());
        while (!isApart && line > 2 && isBlank(line - 1, context) && isBlank(line - 2, context)) {
            line--;
        }
        var range = new TextRange(
                lines.lineStart(line),
                lines.lineStart(lines.line(block.get(next).start())));
        if (Deletion.hasComment(range, context)) {
            return Optional.empty();
        }
        var all = new ArrayList<>(edits);
        all.add(Edit.delete(range));
        return Optional.of(all);
    }
}
