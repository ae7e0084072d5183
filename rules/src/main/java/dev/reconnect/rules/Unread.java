package dev.reconnect.rules;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.Name;
import java.util.List;
import java.util.Optional;

/** Assignments to something that nothing reads. */
public final class Unread {
    private Unread() {}

    /** Takes out the assignment of the value, where it has one target that nothing in the file reads. */
    public static Optional<Fix> deletion(Expression value, RuleContext context) {
        if (!(value.parent().orElse(null) instanceof Assign assign) || assign.value() != value) {
            return Optional.empty();
        }
        return applicability(assign, context).flatMap(applicability -> {
            List<Edit> edits = Deletion.of(assign, context);
            return edits.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Fix("Remove the unused variable", applicability, edits, List.of()));
        });
    }

    /** Safe for a variable; an attribute of `self` may be read by other files. Absent where something reads it. */
    public static Optional<Applicability> applicability(Assign assign, RuleContext context) {
        if (assign.targets().size() != 1) {
            return Optional.empty();
        }
        Expression target = assign.targets().get(0);
        if (target instanceof Name name) {
            boolean unread = context.model()
                    .bindingOf(name)
                    .filter(binding -> binding.references().isEmpty() && !binding.isReassigned())
                    .isPresent();
            return unread ? Optional.of(Applicability.SAFE) : Optional.empty();
        }
        boolean ofSelf = target instanceof Attribute attribute
                && attribute.value() instanceof Name self
                && self.id().equals("self")
                && !isRead(attribute.name(), context);
        return ofSelf ? Optional.of(Applicability.UNSAFE) : Optional.empty();
    }

    private static boolean isRead(String name, RuleContext context) {
        boolean[] read = {false};
        context.tree()
                .module()
                .walk(node -> read[0] |= node instanceof Attribute attribute
                        && attribute.name().equals(name)
                        && attribute.context() == ExpressionContext.LOAD);
        return read[0];
    }
}
