package dev.reconnect.python.types;

import java.nio.charset.StandardCharsets;

/** A quick look at a file's text that says whether it can have anything to do with Spark; errs on the side of yes. */
public enum Relevance {
    /** Nothing in the text speaks for Spark. The file may still use what it gets from other files. */
    NONE,
    /** There is a name that Spark has too, such as {@code rdd}. */
    POSSIBLE,
    /** The text names PySpark, or uses a session by the name that it usually has: others may get values of Spark from here. */
    SOURCE;

    /** Every word that is looked for has three letters in a row of which the last is one of these. */
    private static final String LAST = "kmfcd4.Cu";

    private static final String MIDDLE = "rvslyb";
    private static final String FIRST = "ajpqi";
    /** How far a look may go on from a letter without missing the end of such three. */
    private static final byte[] STEPS = steps();

    private static byte[] steps() {
        var steps = new byte[256];
        for (int i = 0; i < steps.length; i++) {
            char letter = (char) i;
            steps[i] = (byte)
                    (LAST.indexOf(letter) >= 0
                            ? 0
                            : MIDDLE.indexOf(letter) >= 0 ? 1 : FIRST.indexOf(letter) >= 0 ? 2 : 3);
        }
        return steps;
    }

    /**
     * Whether the text names Spark, or uses a name that notebooks and shells give or a member that only Spark has. A file of which this is
     * false may still hand on what it gets from other files, but it uses nothing of Spark itself.
     */
    public static boolean isMentioned(String text) {
        return of(text) != NONE;
    }

    public static Relevance of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same for the bytes of a text, in any encoding that has ASCII in it. */
    public static Relevance of(byte[] text) {
        var found = NONE;
        boolean isContextUsed = false;
        for (int i = 2; i < text.length; ) {
            int step = STEPS[text[i] & 0xFF];
            if (step > 0) {
                i += step;
                continue;
            }
            switch (text[i]) {
                case 'k' -> {
                    if (isSource(text, i)) {
                        return SOURCE;
                    }
                    // spark, Spark, pyspark
                    found = isAt(text, i - 3, "par") ? POSSIBLE : found;
                }
                case 'C' -> {
                    // sqlContext, but not sqlite
                    if (isAt(text, i - 3, "sql")) {
                        return SOURCE;
                    }
                }
                case '.' -> isContextUsed |= isAt(text, i - 2, "sc") && !isPartOfName(text, i - 3);
                default -> found = found == NONE && isMember(text, i) ? POSSIBLE : found;
            }
            i++;
        }
        return found == NONE && isContextUsed && !isContextAssigned(text) ? POSSIBLE : found;
    }

    /** Whether {@code sc} is something that the text itself makes, without a word of Spark. */
    private static boolean isContextAssigned(byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (text[i] == 'c' && isAt(text, i - 1, "sc = ") && startsLine(text, i - 2)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsLine(byte[] text, int last) {
        int i = last;
        while (i >= 0 && (text[i] == ' ' || text[i] == '\t')) {
            i--;
        }
        return i < 0 || text[i] == '\n' || text[i] == '\r';
    }

    /** {@code pyspark}, {@code spark.read} and the like, {@code databricks.connect} and the heading of a Databricks notebook. */
    private static boolean isSource(byte[] text, int i) {
        if (isAt(text, i - 7, "atabric")) {
            return true;
        }
        return isAt(text, i - 4, "spar")
                && (isAt(text, i - 6, "py")
                        || (i + 2 < text.length
                                && text[i + 1] == '.'
                                && Character.isLetter(text[i + 2])
                                && !isPartOfName(text, i - 5)
                                && (i < 5 || text[i - 5] != '.')));
    }

    private static boolean isMember(byte[] text, int i) {
        return switch (text[i]) {
            case 'm' -> isAt(text, i - 3, "_jv");
            case 'f' -> isAt(text, i - 3, "_jd");
            case 'c' -> isAt(text, i - 3, "_js");
            case 'd' -> isAt(text, i - 3, ".rd") || isAt(text, i - 4, "_jrd");
            case '4' -> isAt(text, i - 2, "py") && isAt(text, i + 1, "j");
            case 'u' -> isAt(text, i - 2, "db") && isAt(text, i + 1, "tils");
            default -> false;
        };
    }

    private static boolean isAt(byte[] text, int start, String word) {
        if (start < 0 || start + word.length() > text.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPartOfName(byte[] text, int i) {
        return i >= 0 && (text[i] < 0 || Character.isJavaIdentifierPart(text[i]));
    }
}
