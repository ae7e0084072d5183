package dev.reconnect.python.rule;

import dev.reconnect.python.tree.Name;

/** A rule that looks at every {@link Name}. */
public interface NameRule extends PythonRule {
    void check(Name name, RuleContext context);
}
