package dev.reconnect.core.facts;

import java.util.Optional;

/**
 * What Spark Connect does with one public symbol of PySpark, release by release.
 *
 * @param symbol the shortest public import path, such as {@code pyspark.sql.DataFrame.rdd}
 * @param classic a letter for each release, oldest first: {@code y} where classic Spark has it
 * @param verdicts a letter for each release: {@code S}, {@code U}, {@code D}, or {@code -} where it does not exist yet
 * @param since the first release that it works on Connect from, such as {@code 4.2}; empty for never
 * @param message what happens on Connect where it does not work; may be empty
 * @param replacement what a person can write instead; may be empty
 * @param source the file of Spark or the probe that says so
 */
public record Fact(
        String symbol,
        FactKind kind,
        String classic,
        String verdicts,
        String since,
        String message,
        String replacement,
        String source) {

    /** A symbol that a release does not have yet is unsupported there; {@link #since} says what to tell the user. */
    public FactVerdict verdict(SparkRelease release) {
        return switch (letter(verdicts, release)) {
            case 'S' -> FactVerdict.SUPPORTED;
            case 'D' -> FactVerdict.DIFFERS;
            default -> FactVerdict.UNSUPPORTED;
        };
    }

    public boolean isUnsupported(SparkRelease release) {
        return verdict(release) == FactVerdict.UNSUPPORTED;
    }

    /** Whether a classic program of that release can use it. */
    public boolean isOnClassic(SparkRelease release) {
        return letter(classic, release) == 'y';
    }

    /** The first release after the given one that it works on Connect from, for "works from 4.2". */
    public Optional<SparkRelease> worksAfter(SparkRelease release) {
        for (var later : SparkRelease.values()) {
            if (later.compareTo(release) > 0 && verdict(later) == FactVerdict.SUPPORTED) {
                return Optional.of(later);
            }
        }
        return Optional.empty();
    }

    /** The class or module that it belongs to: {@code pyspark.sql.DataFrame}; empty for PySpark itself. */
    public String owner() {
        return symbol.substring(0, Math.max(0, symbol.lastIndexOf('.')));
    }

    /** The last part of the symbol: {@code rdd}. */
    public String name() {
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    @SuppressWarnings("EnumOrdinal") // the letters are in the order of the releases
    private static char letter(String letters, SparkRelease release) {
        return letters.charAt(release.ordinal());
    }
}
