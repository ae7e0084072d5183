package dev.reconnect.lift;

import dev.reconnect.python.tree.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the RDDs that definitions and {@link Place places} hold: what all that reaches them have in common. Loops and calls go on
 * until that rests.
 */
final class Flows {
    private final Map<Object, Frame> frames = new HashMap<>();
    private boolean changed;

    /** @param target a definition or a place */
    void add(Object target, Frame frame, Expression expression) throws Blocked {
        var known = frames.get(target);
        var common = known == null ? frame : both(known, frame, expression);
        if (!common.equals(known)) {
            frames.put(target, common);
            changed = true;
        }
    }

    static Frame both(Frame one, Frame other, Expression expression) throws Blocked {
        return one.common(other)
                .orElseThrow(() -> new Blocked(
                        expression, "its elements look one way here, and another way where else the variable is set"));
    }

    Optional<Frame> of(Object target) {
        return Optional.ofNullable(frames.get(target));
    }

    /** Whether more is known than at the last call. */
    boolean hasChanged() {
        boolean answer = changed;
        changed = false;
        return answer;
    }
}
