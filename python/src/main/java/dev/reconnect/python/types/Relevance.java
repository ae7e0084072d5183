package dev.reconnect.python.types;

import java.nio.charset.StandardCharsets;

/** A quick look at a file's text that says whether it can have anything to do with Spark; errs on the side of yes. */
public final class Relevance {
    private Relevance() {}

    /**
     * Whether the text names Spark, or uses a name that notebooks and shells give or a member that only Spark has. A file of which this is
     * false may still hand on what it gets from other files, but it uses nothing of Spark itself.
     */
    public static boolean isMentioned(String text) {
        return isMentioned(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same for the bytes of a text, in any encoding that has ASCII in it. */
    public static boolean isMentioned(byte[] text) {
        // Each word is recognised at its rarest letter.
        for (int i = 1; i < text.length; i++) {
            boolean found =
                    switch (text[i]) {
                        // spark, Spark, pyspark
                        case 'k' -> isAt(text, i - 3, "par");
                        case 'j' -> isOfJava(text, i);
                        case '.' -> isAt(text, i + 1, "rdd") || (isAt(text, i - 2, "sc") && !isPartOfName(text, i - 3));
                        // sqlContext, but not sqlite
                        case 'C' -> isAt(text, i - 3, "sql");
                        // dbutils, databricks.connect, the heading of a Databricks notebook
                        case 'b' ->
                            isAt(text, i - 3, "atabricks") || (text[i - 1] == 'd' && isAt(text, i + 1, "utils"));
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfJava(byte[] text, int i) {
        return text[i - 1] == '_'
                ? isAt(text, i + 1, "vm")
                        || isAt(text, i + 1, "df")
                        || isAt(text, i + 1, "sc")
                        || isAt(text, i + 1, "rdd")
                : isAt(text, i - 3, "py4");
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
