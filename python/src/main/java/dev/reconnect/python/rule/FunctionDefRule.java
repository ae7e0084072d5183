package dev.reconnect.python.rule;

import dev.reconnect.python.tree.FunctionDef;

/** A rule that looks at every {@link FunctionDef}. */
public interface FunctionDefRule extends PythonRule {
    void check(FunctionDef function, RuleContext context);
}
