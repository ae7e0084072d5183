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

    /** Every word that is looked for has one of these in it. */
    private static final String[] PARTS = {"ark", "ick", "jvm", "jdf", "jsc", "rdd", "py4", "sc.", "qlC", "dbu"};

    /** By two letters in a row: 0 where they are in none of the parts, 2 where a part may end with them, 1 otherwise. */
    private static final byte[] PAIRS = pairs();

    private static byte[] pairs() {
        var pairs = new byte[1 << 14];
        for (var part : PARTS) {
            int first = pair(part.charAt(0), part.charAt(1));
            pairs[first] = (byte) Math.max(pairs[first], 1);
            pairs[pair(part.charAt(1), part.charAt(2))] = 2;
        }
        return pairs;
    }

    /** Letters beyond ASCII may be taken for others, which costs a look and nothing else. */
    private static int pair(int first, int second) {
        return (first & 0x7F) << 7 | (second & 0x7F);
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
        for (int i = next(text, 2); i < text.length; i = next(text, i + 1)) {
            switch (text[i]) {
                case 'k' -> {
                    if (isSource(text, i)) {
                        return SOURCE;
                    }
                    // spark, Spark, pyspark
                    found = isAt(text, i - 4, "spar") || isAt(text, i - 4, "Spar") ? POSSIBLE : found;
                }
                case 'C' -> {
                    if (isAt(text, i - 3, "sqlContext")) {
                        return SOURCE;
                    }
                }
                case '.' -> isContextUsed |= isAt(text, i - 2, "sc") && !isPartOfName(text, i - 3);
                default -> found = found == NONE && isMember(text, i) ? POSSIBLE : found;
            }
        }
        return found == NONE && isContextUsed && !isContextAssigned(text) ? POSSIBLE : found;
    }

    /**
     * The next place, from there on, where one of the parts may end. Every other pair is looked at, as a part has two of them; steps of one
     * length are faster than longer ones that hang on the letters.
     */
    private static int next(byte[] text, int from) {
        byte[] pairs = PAIRS;
        if (from < text.length && pairs[pair(text[from - 1], text[from])] == 2) {
            return from;
        }
        for (int i = from + 1; i < text.length; i += 2) {
            int kind = pairs[(text[i - 1] & 0x7F) << 7 | (text[i] & 0x7F)];
            if (kind == 2) {
                return i;
            }
            if (kind == 1 && i + 1 < text.length && pairs[pair(text[i], text[i + 1])] == 2) {
                return i + 1;
            }
        }
        return text.length;
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
                                && (i < 5 || (text[i - 5] != '.' && text[i - 5] != '/'))));
    }

    private static boolean isMember(byte[] text, int i) {
        return switch (text[i]) {
            case 'm' -> isAt(text, i - 3, "_jv") && !isPartOfName(text, i + 1);
            case 'f' -> isAt(text, i - 3, "_jd") && !isPartOfName(text, i + 1);
            case 'c' -> isAt(text, i - 3, "_js") && !isPartOfName(text, i + 1);
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
        return i >= 0 && i < text.length && (text[i] < 0 || Character.isJavaIdentifierPart(text[i]));
    }
}
