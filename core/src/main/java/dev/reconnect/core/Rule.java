package dev.reconnect.core;

/**
 * Something to look for. A rule is a class and a page of the same name beside it; the page holds metadata, reasons and tests. Front ends
 * add an interface for each kind of node a rule wants to see.
 */
public interface Rule {
    /** The page with this rule's metadata and explanation, read when first asked for. */
    default RulePage page() {
        return RulePage.of(getClass());
    }

    /** The rule's name: its class name in kebab case. */
    default String name() {
        return RulePage.nameOf(getClass());
    }
}
