package dev.reconnect.python.rule;

import dev.reconnect.python.tree.Assign;

/** A rule that looks at every {@link Assign}. */
public interface AssignRule extends PythonRule {
    void check(Assign assignment, RuleContext context);
}
