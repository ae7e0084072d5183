package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.FunctionDefRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Dialect;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds UDFs that are made while the module loads, before the program has a session: PySpark does not know yet that it is to talk to a
 * Connect server, and makes a classic UDF.
 */
@AutoService(PythonRule.class)
public final class UdfBeforeSession implements CallRule, FunctionDefRule {
    private static final String MESSAGE =
            "This UDF is made before there is a session, so it is a classic one: its first use on Spark Connect fails with `[SESSION_OR_CONTEXT_NOT_EXISTS]`";

    @Override
    public void check(FunctionDef function, RuleContext context) {
        if (function.decorators().isEmpty()) {
            return;
        }
        var before = WorkerFunctions.makerOf(function, context).filter(maker -> isAtStart(function, context));
        before.ifPresent(maker -> {
            var report = context.report(maker, MESSAGE);
            moveSession(function, context)
                    .or(() -> makeWhereUsed(function, maker, context))
                    .ifPresent(report::fix);
        });
    }

    @Override
    public void check(Call call, RuleContext context) {
        if (!WorkerFunctions.isMaker(call.function(), context) || !isAtStart(call, context) || isDecorator(call)) {
            return;
        }
        var report = context.report(call, MESSAGE);
        topLevelStatement(call)
                .flatMap(statement -> moveSession(statement, context))
                .or(() -> makeWhereUsed(call, context))
                .ifPresent(report::fix);
    }

    private static boolean isDecorator(Call call) {
        return call.parent().orElse(null) instanceof FunctionDef function
                && function.decorators().contains(call);
    }

    /** Whether the node runs while a program's own module loads, and no session is made above it. */
    private static boolean isAtStart(Node node, RuleContext context) {
        if (context.tree().dialect() != Dialect.PYTHON || !context.model().isAtModuleLevel(node)) {
            return false;
        }
        var sessions = sessionsOf(context);
        return !sessions.isEmpty()
                && sessions.stream()
                        .noneMatch(session -> session.start() < node.start()
                                && context.model().isAtModuleLevel(session));
    }

    /** The calls that make or fetch a session or a context, in the order of the file. */
    private static List<Call> sessionsOf(RuleContext context) {
        List<Call> sessions = new ArrayList<>();
        context.tree().module().walk(node -> {
            if (node instanceof Call call && makesSession(call, context)) {
                sessions.add(call);
            }
        });
        return sessions;
    }

    private static boolean makesSession(Call call, RuleContext context) {
        var text = call.function().range().substring(context.tree().text());
        boolean candidate = text.endsWith("getOrCreate")
                || text.endsWith("create")
                || text.endsWith("Context")
                || text.endsWith("Session");
        if (!candidate) {
            return false;
        }
        var type = context.model().typeOf(call);
        return type.isInstance(SparkNames.SESSION) || type.isInstance(SparkNames.CONTEXT);
    }

    /** Makes the session first, where that is one statement of the module that needs nothing but what stands above the UDF. */
    private static Optional<Fix> moveSession(Statement udf, RuleContext context) {
        var first = sessionsOf(context).get(0);
        var statement = topLevelStatement(first);
        if (statement.isEmpty()
                || assigned(statement.get()).filter(first::equals).isEmpty()
                || !context.model().typeOf(first).isInstance(SparkNames.SESSION)) {
            return Optional.empty();
        }
        var session = statement.get();
        var above = firstUdf(udf, context);
        var between = context.tree().module().body().stream()
                .filter(other -> other.start() >= above.start() && other.start() < session.start())
                .toList();
        if (!between.stream().allMatch(UdfBeforeSession::onlyDefines) || !isKnownAt(above.start(), session, context)) {
            return Optional.empty();
        }
        var deletion = Deletion.of(session, context);
        if (deletion.isEmpty()) {
            return Optional.empty();
        }
        List<Edit> edits = new ArrayList<>(deletion);
        var end = lineEnd(context);
        boolean definition = above instanceof FunctionDef;
        edits.add(Edit.insert(
                startWithDecorators(above, context), context.textOf(session) + end + (definition ? end + end : "")));
        return Optional.of(Fix.safe("Make the session before the UDFs", edits.toArray(Edit[]::new)));
    }

    /** The first statement of the module that makes a UDF: the session goes above it, whichever UDF is being looked at. */
    private static Statement firstUdf(Statement udf, RuleContext context) {
        for (Statement statement : context.tree().module().body()) {
            if (statement == udf || makesUdf(statement, context)) {
                return statement;
            }
        }
        return udf;
    }

    private static boolean makesUdf(Statement statement, RuleContext context) {
        if (statement instanceof FunctionDef function) {
            return WorkerFunctions.makerOf(function, context).isPresent();
        }
        return statement instanceof Assign assign
                && assign.value() instanceof Call call
                && WorkerFunctions.isMaker(call.function(), context);
    }

    private static boolean onlyDefines(Statement statement) {
        return statement instanceof FunctionDef
                || statement instanceof ClassDef
                || statement instanceof Import
                || statement instanceof ImportFrom
                || statement instanceof Assign
                || statement instanceof AnnAssign;
    }

    /** What an assignment to one variable gives it. */
    private static Optional<Expression> assigned(Statement statement) {
        if (statement instanceof AnnAssign assign) {
            return assign.value();
        }
        return statement instanceof Assign assign ? Optional.of(assign.value()) : Optional.empty();
    }

    /** Whether all that the assignment reads has its meaning at an earlier place already. */
    private static boolean isKnownAt(int offset, Statement assign, RuleContext context) {
        boolean[] known = {true};
        assign.walk(node -> {
            if (node instanceof Name name && name.context() == ExpressionContext.LOAD) {
                known[0] &= context.model()
                        .bindingOf(name)
                        .map(binding -> !binding.isReassigned()
                                && binding.definitions().get(0).node().start() < offset)
                        .orElse(true);
            }
        });
        return known[0];
    }

    /** Takes the decorator off and makes the UDF in each place that calls it. */
    private static Optional<Fix> makeWhereUsed(FunctionDef function, Expression maker, RuleContext context) {
        var binding = context.model().scopeOf(function).resolve(function.name());
        boolean alone = function.decorators().size() == 1 && function.parent().orElse(null) instanceof Module;
        if (!alone || binding.isEmpty()) {
            return Optional.empty();
        }
        var made = maker instanceof Call call
                ? textOf(call.function(), context) + "(" + function.name() + separated(call, 0, context) + ")"
                : textOf(maker, context) + "(" + function.name() + ")";
        int start = startWithDecorators(function, context);
        var decorator = new TextRange(start, function.start());
        if (!isConstant(maker, context) || Deletion.hasComment(decorator, context)) {
            return Optional.empty();
        }
        return atUses(binding.get(), maker, made, List.of(Edit.delete(decorator)), context);
    }

    /** The same for {@code f = udf(g, type)}. */
    private static Optional<Fix> makeWhereUsed(Call call, RuleContext context) {
        if (!(call.parent().orElse(null) instanceof Assign assign)
                || assign.targets().size() != 1
                || !(assign.targets().get(0) instanceof Name target)
                || !(assign.parent().orElse(null) instanceof Module)
                || WorkerFunctions.functionGivenTo(call, context).isEmpty()
                || !isConstant(call, context)) {
            return Optional.empty();
        }
        var function = call.arguments().get(0);
        var rest = separated(call, 1, context);
        var maker = textOf(call.function(), context);
        var binding = context.model().bindingOf(target);
        if (binding.isEmpty() || Deletion.hasComment(assign.range(), context)) {
            return Optional.empty();
        }
        if (function instanceof Name named) {
            return atUses(
                    binding.get(), call, maker + "(" + named.id() + rest + ")", Deletion.of(assign, context), context);
        }
        var keep = List.of(
                Edit.delete(new TextRange(
                        call.start(), function.parenthesizedRange().start())),
                Edit.delete(new TextRange(function.parenthesizedRange().end(), call.end())));
        return atUses(binding.get(), call, maker + "(" + target.id() + rest + ")", keep, context);
    }

    private static Optional<Fix> atUses(
            Binding binding, Expression maker, String made, List<Edit> more, RuleContext context) {
        // One that nothing here uses is there for other files.
        if (binding.isReassigned() || more.isEmpty() || binding.references().isEmpty()) {
            return Optional.empty();
        }
        List<Edit> edits = new ArrayList<>(more);
        for (Name use : binding.references()) {
            boolean called = use.parent().orElse(null) instanceof Call call && call.function() == use;
            if (!called || context.model().isAtModuleLevel(use) || !meansTheSameAt(use, maker, context)) {
                return Optional.empty();
            }
            edits.add(Edit.replace(use.range(), made));
        }
        return Optional.of(Fix.safe("Make the UDF where it is used", edits.toArray(Edit[]::new)));
    }

    /** Whether no variable of the function around the use hides a name that the maker is written with. */
    private static boolean meansTheSameAt(Name use, Expression maker, RuleContext context) {
        var module = context.model().scopeOf(context.tree().module());
        var there = context.model().scopeOf(use);
        boolean[] same = {true};
        maker.walk(node -> {
            if (node instanceof Name name && context.model().scopeOf(name) == module) {
                same[0] &= there.resolve(name.id()).equals(context.model().bindingOf(name));
            }
        });
        return same[0];
    }

    /** Whether the maker's arguments mean the same wherever in the file they are evaluated. */
    private static boolean isConstant(Expression maker, RuleContext context) {
        if (!(maker instanceof Call call)) {
            return true;
        }
        List<Expression> arguments = new ArrayList<>(call.arguments());
        call.keywords().forEach(keyword -> arguments.add(keyword.value()));
        boolean[] constant = {true};
        for (Expression argument : arguments) {
            argument.walk(node -> {
                if (node instanceof Name name && argument.parent().orElse(null) == call) {
                    constant[0] &= context.model()
                            .bindingOf(name)
                            .map(binding -> binding.kind() == BindingKind.IMPORT
                                    || binding.kind() == BindingKind.FUNCTION
                                    || binding.kind() == BindingKind.PARAMETER
                                    || !binding.isReassigned())
                            .orElse(true);
                }
            });
        }
        return constant[0];
    }

    private static String separated(Call call, int from, RuleContext context) {
        var text = new StringBuilder();
        for (Expression argument :
                call.arguments().subList(from, call.arguments().size())) {
            text.append(", ")
                    .append(argument instanceof Constant ? context.textOf(argument) : textOf(argument, context));
        }
        call.keywords().forEach(keyword -> text.append(", ").append(context.textOf(keyword)));
        return text.toString();
    }

    private static String textOf(Expression expression, RuleContext context) {
        return expression.parenthesizedRange().substring(context.tree().text());
    }

    private static int startWithDecorators(Statement statement, RuleContext context) {
        if (statement instanceof FunctionDef function && !function.decorators().isEmpty()) {
            return atSign(function.decorators().get(0).parenthesizedRange().start(), context);
        }
        return statement.start();
    }

    /** Where the {@code @} before a decorator stands; blanks may follow it. */
    private static int atSign(int decorator, RuleContext context) {
        return context.tree().text().lastIndexOf('@', decorator - 1);
    }

    private static Optional<Statement> topLevelStatement(Node node) {
        for (Node above = node; ; ) {
            var parent = above.parent();
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            if (parent.get() instanceof Module && above instanceof Statement statement) {
                return Optional.of(statement);
            }
            above = parent.get();
        }
    }

    private static String lineEnd(RuleContext context) {
        return context.tree().text().contains("\r\n") ? "\r\n" : "\n";
    }
}
