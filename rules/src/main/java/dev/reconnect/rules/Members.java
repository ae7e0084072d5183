package dev.reconnect.rules;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.types.MemberReference;
import java.util.Optional;

/** Questions that many rules ask about `receiver.member`. */
public final class Members {
    private Members() {}

    /** The member that the attribute refers to, where that class has or inherits it. */
    public static Optional<MemberReference> find(Attribute attribute, String owner, RuleContext context) {
        return context.model().memberOf(attribute).filter(member -> member.isOf(owner));
    }

    /** The member that the called attribute refers to, where that class has or inherits it. */
    public static Optional<MemberReference> findCalled(Call call, String owner, RuleContext context) {
        return call.function() instanceof Attribute attribute ? find(attribute, owner, context) : Optional.empty();
    }

    /** Whether the expression is certainly an instance of the class. */
    public static boolean isInstance(Expression expression, String owner, RuleContext context) {
        return context.model().typeOf(expression).isInstance(owner);
    }

    /** The call of this attribute, if it is called where it stands. */
    public static Optional<Call> callOf(Attribute attribute) {
        return attribute.parent().orElse(null) instanceof Call call && call.function() == attribute
                ? Optional.of(call)
                : Optional.empty();
    }

    /** The statement that consists of the expression alone. */
    public static Optional<ExpressionStatement> statementOf(Node expression) {
        return expression.parent().orElse(null) instanceof ExpressionStatement statement
                ? Optional.of(statement)
                : Optional.empty();
    }
}
