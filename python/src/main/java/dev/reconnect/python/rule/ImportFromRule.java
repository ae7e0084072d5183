package dev.reconnect.python.rule;

import dev.reconnect.python.tree.ImportFrom;

/** A rule that looks at every {@link ImportFrom}. */
public interface ImportFromRule extends PythonRule {
    void check(ImportFrom statement, RuleContext context);
}
