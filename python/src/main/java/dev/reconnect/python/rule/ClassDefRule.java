package dev.reconnect.python.rule;

import dev.reconnect.python.tree.ClassDef;

/** A rule that looks at every {@link ClassDef}. */
public interface ClassDefRule extends PythonRule {
    void check(ClassDef definition, RuleContext context);
}
