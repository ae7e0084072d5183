package dev.reconnect.python.rule;

import dev.reconnect.python.tree.Module;

/** A rule that looks at every {@link Module}. */
public interface ModuleRule extends PythonRule {
    void check(Module module, RuleContext context);
}
