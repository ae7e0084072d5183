package dev.reconnect.lift;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.BooleanOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function returns, and the list or set that it adds to before: {@code soFar.append(value)}, then {@code return soFar}; or {@code
 * soFar.append(value) or soFar}.
 */
record Body(Expression result, Optional<Call> appended) {
    static Optional<Body> of(UserFunction function) {
        var result = function.result();
        if (result.isPresent()) {
            return Optional.of(ofExpression(result.get()));
        }
        return function.code()
                .filter(FunctionDef.class::isInstance)
                .flatMap(code -> ofStatements(((FunctionDef) code).body()));
    }

    private static Body ofExpression(Expression result) {
        return result instanceof BoolOp either
                        && either.operator() == BooleanOperator.OR
                        && either.values().size() == 2
                        && appends(either.values().get(0))
                ? new Body(either.values().get(1), Optional.of((Call)
                        either.values().get(0)))
                : new Body(result, Optional.empty());
    }

    private static Optional<Body> ofStatements(List<Statement> statements) {
        return statements.size() == 2
                        && statements.get(0) instanceof ExpressionStatement first
                        && appends(first.value())
                        && statements.get(1) instanceof Return end
                        && end.value().isPresent()
                ? Optional.of(new Body(end.value().get(), Optional.of((Call) first.value())))
                : Optional.empty();
    }

    private static final Set<String> ADDING = Set.of("append", "extend", "add", "update");

    /** These methods return None. */
    private static boolean appends(Expression expression) {
        return expression instanceof Call call
                && call.function() instanceof Attribute method
                && method.value() instanceof Name
                && ADDING.contains(method.name());
    }
}
