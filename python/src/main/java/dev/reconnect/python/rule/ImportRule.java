package dev.reconnect.python.rule;

import dev.reconnect.python.tree.Import;

/** A rule that looks at every {@link Import}. */
public interface ImportRule extends PythonRule {
    void check(Import statement, RuleContext context);
}
