package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Slice;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import dev.reconnect.python.tree.Yield;
import dev.reconnect.python.tree.YieldFrom;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognises functions for {@code mapPartitionsWithIndex} that leave out the first element of the first partition and nothing else: how programs
 * skip the header of a file.
 */
final class FirstLine {
    private final RuleContext context;
    private final String index;
    private final String elements;

    private FirstLine(RuleContext context, String index, String elements) {
        this.context = context;
        this.index = index;
        this.elements = elements;
    }

    static boolean isLeftOutBy(UserFunction function, RuleContext context) {
        if (!function.takes(2)) {
            return false;
        }
        var names = function.parameters();
        var look = new FirstLine(context, names.get(0).name(), names.get(1).name());
        if (function.lines().isEmpty() && function.result().isPresent()) {
            return look.leavesOut(function.result().get());
        }
        return function.code().orElse(null) instanceof FunctionDef code
                && look.leavesOut(withoutDocstring(code.body()));
    }

    private static List<Statement> withoutDocstring(List<Statement> body) {
        boolean told = body.get(0) instanceof ExpressionStatement text && text.value() instanceof Constant;
        return told ? body.subList(1, body.size()) : body;
    }

    private boolean leavesOut(Expression result) {
        return result instanceof IfExp choice
                && (isFirst(choice.test())
                        ? isRest(choice.body()) && isAll(choice.orElse())
                        : isLater(choice.test()) && isAll(choice.body()) && isRest(choice.orElse()));
    }

    private boolean leavesOut(List<Statement> body) {
        if (body.isEmpty()
                || !(body.get(0) instanceof If choice)
                || choice.body().size() != 1) {
            return false;
        }
        var then = choice.body().get(0);
        var after = body.size() == 2 ? Optional.of(body.get(1)) : Optional.<Statement>empty();
        var otherwise = choice.orElse().size() == 1 && after.isEmpty()
                ? Optional.of(choice.orElse().get(0))
                : after.filter(statement -> choice.orElse().isEmpty());
        if (otherwise.isEmpty()) {
            return false;
        }
        if (isFirst(choice.test())) {
            return (isReturn(then, this::isRest) && isReturn(otherwise.get(), this::isAll))
                    || (after.isPresent() && skipsOne(then) && givesAll(otherwise.get()));
        }
        return isLater(choice.test()) && isReturn(then, this::isAll) && isReturn(otherwise.get(), this::isRest);
    }

    private static boolean isReturn(Statement statement, Predicate<Expression> given) {
        return statement instanceof Return end && end.value().filter(given).isPresent();
    }

    /** {@code next(elements)}, or the elements' variable with the rest of them. */
    private boolean skipsOne(Statement statement) {
        if (statement instanceof Assign assign) {
            return assign.targets().size() == 1 && isElements(assign.targets().get(0)) && isRest(assign.value());
        }
        return statement instanceof ExpressionStatement line
                && line.value() instanceof Call call
                && isBuiltin(call.function(), "next")
                && call.keywords().isEmpty()
                && isElements(call.arguments().get(0))
                && (call.arguments().size() == 1
                        || (call.arguments().size() == 2 && call.arguments().get(1) instanceof Constant));
    }

    private boolean givesAll(Statement statement) {
        if (statement instanceof For loop) {
            return !loop.isAsync()
                    && loop.orElse().isEmpty()
                    && isElements(loop.iterable())
                    && loop.target() instanceof Name each
                    && loop.body().size() == 1
                    && loop.body().get(0) instanceof ExpressionStatement line
                    && line.value() instanceof Yield yield
                    && yield.value().orElse(null) instanceof Name given
                    && given.id().equals(each.id());
        }
        return isReturn(statement, this::isAll)
                || (statement instanceof ExpressionStatement line
                        && line.value() instanceof YieldFrom from
                        && isElements(from.value()));
    }

    private boolean isFirst(Expression test) {
        if (test instanceof UnaryOp not) {
            return not.operator() == UnaryOperator.NOT && isName(not.operand(), index);
        }
        return compares(test, CompareOperator.EQ);
    }

    private boolean isLater(Expression test) {
        return isName(test, index) || compares(test, CompareOperator.NOT_EQ) || compares(test, CompareOperator.GT);
    }

    private boolean compares(Expression test, CompareOperator operator) {
        return test instanceof Compare comparison
                && comparison.operators().equals(List.of(operator))
                && isName(comparison.left(), index)
                && isNumber(comparison.comparators().get(0), 0);
    }

    private boolean isAll(Expression given) {
        return isElements(given)
                || ofOne(given, "list").filter(this::isElements).isPresent()
                || ofOne(given, "iter").filter(this::isElements).isPresent();
    }

    private boolean isRest(Expression given) {
        if (given instanceof Subscript cut) {
            return cut.index() instanceof Slice slice
                    && slice.lower().filter(from -> isNumber(from, 1)).isPresent()
                    && slice.upper().isEmpty()
                    && slice.step().isEmpty()
                    && ofOne(cut.value(), "list").filter(this::isElements).isPresent();
        }
        return given instanceof Call call
                && (ofOne(call, "iter").filter(this::isRest).isPresent()
                        || ofOne(call, "list").filter(this::isRest).isPresent()
                        || isSlice(call));
    }

    private boolean isSlice(Call call) {
        var arguments = call.arguments();
        return context.model().qualifiedName(call.function()).orElse("").equals("itertools.islice")
                && call.keywords().isEmpty()
                && arguments.size() == 3
                && isElements(arguments.get(0))
                && isNumber(arguments.get(1), 1)
                && arguments.get(2) instanceof Constant end
                && end.type() == ConstantType.NONE;
    }

    /** The argument of a builtin that is called with one. */
    private Optional<Expression> ofOne(Expression call, String builtin) {
        return call instanceof Call made
                        && isBuiltin(made.function(), builtin)
                        && made.arguments().size() == 1
                        && made.keywords().isEmpty()
                ? Optional.of(made.arguments().get(0))
                : Optional.empty();
    }

    private boolean isBuiltin(Expression function, String builtin) {
        return function instanceof Name name && name.id().equals(builtin) && UserFunction.isBuiltin(name, context);
    }

    private boolean isElements(Expression expression) {
        return isName(expression, elements);
    }

    private static boolean isName(Expression expression, String id) {
        return expression instanceof Name name && name.id().equals(id);
    }

    private static boolean isNumber(Expression expression, int number) {
        return expression instanceof Constant constant
                && constant.intValue()
                        .filter(BigInteger.valueOf(number)::equals)
                        .isPresent();
    }
}
