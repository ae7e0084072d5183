package dev.reconnect.engine;

/**
 * How many places use Spark, and how many of them do not run on the target. A place is an attribute that resolves to a member of a
 * PySpark class or module, or a name that is called and resolves to one; it is broken if a finding of severity error touches it. An
 * error that touches no such place counts as a broken place of its own.
 */
public record CallSites(int total, int broken) {
    public static final CallSites NONE = new CallSites(0, 0);

    public CallSites plus(CallSites other) {
        return new CallSites(total + other.total, broken + other.broken);
    }

    /** The share of places that run on the target, from 0 to 1; 1 where nothing uses Spark. */
    public double readiness() {
        return total == 0 ? 1 : (total - broken) / (double) total;
    }
}
