package dev.reconnect.core.facts;

import java.util.Optional;

/** A feature release of Spark that facts and rules answer for, oldest first. */
public enum SparkRelease {
    SPARK_3_5("3.5", "3.5.9"),
    SPARK_4_0("4.0", "4.0.5"),
    SPARK_4_1("4.1", "4.1.4"),
    SPARK_4_2("4.2", "4.2.1"),
    SPARK_4_3("4.3", "4.3.0");

    public static final SparkRelease DEFAULT = SPARK_4_2;

    private final String label;
    private final String version;

    SparkRelease(String label, String version) {
        this.label = label;
        this.version = version;
    }

    /** The release named by {@code 4.2}, {@code 4.2.1} or {@code spark-4.2}. */
    public static Optional<SparkRelease> find(String name) {
        var bare = name.startsWith("spark-") ? name.substring("spark-".length()) : name;
        for (var release : values()) {
            if (bare.equals(release.label) || bare.startsWith(release.label + ".")) {
                return Optional.of(release);
            }
        }
        return Optional.empty();
    }

    /** {@code 4.2}. */
    public String label() {
        return label;
    }

    /** The patch release that facts were derived from and that environments are pinned to, such as {@code 4.2.1}. */
    public String version() {
        return version;
    }

    /** The name of the target profile, such as {@code spark-4.2}. */
    public String target() {
        return "spark-" + label;
    }

    public boolean isAtLeast(SparkRelease other) {
        return compareTo(other) >= 0;
    }
}
