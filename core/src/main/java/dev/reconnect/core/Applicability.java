package dev.reconnect.core;

/** Whether a fix may be applied without asking, from the most to the least cautious answer. */
public enum Applicability {
    /** A person has to finish it: it is shown, never applied. */
    DISPLAY_ONLY,
    /** Valid code whose meaning may differ; the rule's page says how under "Fix safety". */
    UNSAFE,
    /** The same result on every input, comments kept. */
    SAFE
}
