package dev.reconnect.python.rule;

import dev.reconnect.python.tree.Call;

/** A rule that looks at every {@link Call}. */
public interface CallRule extends PythonRule {
    void check(Call call, RuleContext context);
}
