package dev.reconnect.proof;

/** What a proof comes to. Nothing but {@link #VERIFIED} is ever called verified. */
public enum Verdict {
    /** Every data set that counts gave equal observables, and at least one of them ran to the end. */
    VERIFIED,
    /** Some observable differs; the evidence names the first. */
    DIFFERS,
    /** Nothing differs, but what could be compared does not prove anything. */
    UNPROVEN,
    /** The programs could not be run as they should have been. */
    FAILED
}
