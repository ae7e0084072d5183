package dev.reconnect.python.rule;

import dev.reconnect.python.tree.ExceptHandler;

/** A rule that looks at every {@link ExceptHandler}. */
public interface ExceptHandlerRule extends PythonRule {
    void check(ExceptHandler handler, RuleContext context);
}
