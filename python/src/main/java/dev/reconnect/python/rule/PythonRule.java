package dev.reconnect.python.rule;

import dev.reconnect.core.Rule;

/**
 * A rule over Python files. A rule implements one or more of the interfaces named after node kinds, such as {@link CallRule}; each tree is
 * walked once, in source order, and a rule is shown the nodes of its kinds.
 */
public interface PythonRule extends Rule {
    /** Rules of a later phase see what earlier ones reported in the file, so that a general rule can leave their places alone. */
    default Phase phase() {
        return Phase.SPECIFIC;
    }

    /** Specific rules run before the general ones. */
    enum Phase {
        SPECIFIC,
        GENERAL
    }
}
