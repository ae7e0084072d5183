package dev.reconnect.python.rule;

import dev.reconnect.python.tree.With;

/** A rule that looks at every {@link With}. */
public interface WithRule extends PythonRule {
    void check(With statement, RuleContext context);
}
