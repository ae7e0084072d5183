package dev.reconnect.proof;

/**
 * The first difference of a proof.
 *
 * @param dataSet the data set's name, <code>given</code> or a variant's
 * @param observable which observable, such as <code>standard output</code> or <code>name total</code>
 * @param at the place inside it, such as <code>line 3</code> or <code>[2][0]</code>; empty for the whole
 * @param expected what the original shows on classic Spark
 * @param got what the migrated program shows on Connect
 */
public record Difference(String dataSet, String observable, String at, String expected, String got) {

    /** A few lines for a terminal. */
    public String forReading() {
        String place = at.isEmpty() ? "" : ", " + at;
        return "on data set \"%s\": %s%s%n  expected  %s%n  got       %s"
                .formatted(dataSet, observable, place, expected, got);
    }
}
