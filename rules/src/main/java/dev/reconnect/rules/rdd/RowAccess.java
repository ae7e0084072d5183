package dev.reconnect.rules.rdd;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.ParameterForm;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import java.util.Optional;

/** Lambdas of one parameter that do nothing but take fields out of a row. */
final class RowAccess {
    private RowAccess() {}

    /** The name of the only parameter, where it is a plain one without a default. */
    static Optional<String> onlyParameter(Lambda lambda) {
        var parameters = lambda.parameters().all();
        if (parameters.size() != 1) {
            return Optional.empty();
        }
        var only = parameters.get(0);
        boolean plain = only.form() != ParameterForm.VAR_POSITIONAL
                && only.form() != ParameterForm.VAR_KEYWORD
                && only.form() != ParameterForm.KEYWORD_ONLY
                && only.defaultValue().isEmpty();
        return plain ? Optional.of(only.name()) : Optional.empty();
    }

    /** Whether the lambda returns what it is given. */
    static boolean isIdentity(Expression function) {
        return function instanceof Lambda lambda
                && lambda.body() instanceof Name body
                && onlyParameter(lambda).filter(body.id()::equals).isPresent();
    }

    /** Whether the body is {@code r[0]}, {@code r["c"]}, {@code r.c}, {@code r.asDict()} or a tuple of those. */
    static boolean isFieldsOf(String row, Expression body) {
        if (body instanceof Tuple tuple) {
            return tuple.isEnclosed()
                    && !tuple.elements().isEmpty()
                    && tuple.elements().stream().allMatch(element -> isField(row, element));
        }
        return isField(row, body);
    }

    private static boolean isField(String row, Expression expression) {
        if (expression instanceof Call call) {
            return call.function() instanceof Attribute method
                    && method.name().equals("asDict")
                    && isName(row, method.value())
                    && call.keywords().isEmpty()
                    && call.arguments().stream().allMatch(Constant.class::isInstance);
        }
        if (expression instanceof Attribute attribute) {
            return isName(row, attribute.value()) && !attribute.name().startsWith("_");
        }
        return expression instanceof Subscript subscript
                && isName(row, subscript.value())
                && isConstantIndex(subscript.index());
    }

    private static boolean isConstantIndex(Expression index) {
        if (index instanceof UnaryOp negative) {
            return negative.operand() instanceof Constant;
        }
        return index instanceof Constant;
    }

    private static boolean isName(String row, Expression expression) {
        return expression instanceof Name name && name.id().equals(row);
    }
}
