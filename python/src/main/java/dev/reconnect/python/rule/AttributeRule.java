package dev.reconnect.python.rule;

import dev.reconnect.python.tree.Attribute;

/** A rule that looks at every {@link Attribute}. */
public interface AttributeRule extends PythonRule {
    void check(Attribute attribute, RuleContext context);
}
