package dev.reconnect.core;

/** How sure a finding is of being what it says; spelling alone is never more than {@link #POSSIBLE}. */
public enum Confidence {
    /** The name or the receiver's type is known. */
    CERTAIN,
    /** The type follows from evidence short of proof, such as a conventional parameter name with a matching use. */
    LIKELY,
    /** Only the spelling speaks for it. */
    POSSIBLE
}
