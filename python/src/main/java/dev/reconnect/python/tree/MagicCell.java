package dev.reconnect.python.tree;

/** Tells cell magics whose cell is another language from those that run the rest of the cell as Python. */
final class MagicCell {
    private MagicCell() {}

    /** Whether everything from the `%` at the offset to the end of the cell is for the magic. */
    static boolean takesWholeCell(char[] chars, int length, int at) {
        boolean cellMagic = chars[at + 1] == '%';
        int start = at + (cellMagic ? 2 : 1);
        int end = start;
        while (end < length && Character.isLetterOrDigit(chars[end])) {
            end++;
        }
        String name = new String(chars, start, end - start);
        if (cellMagic) {
            return !runsPython(name);
        }
        return isLanguage(name) && isAlone(chars, length, end);
    }

    private static boolean runsPython(String name) {
        return switch (name) {
            case "time", "timeit", "capture", "prun", "pyspark" -> true;
            default -> false;
        };
    }

    /** Databricks switches the whole cell with a single `%` in its first line. */
    private static boolean isLanguage(String name) {
        return switch (name) {
            case "sql", "scala", "r", "md", "sh", "fs" -> true;
            default -> false;
        };
    }

    private static boolean isAlone(char[] chars, int length, int from) {
        int at = from;
        while (at < length && (chars[at] == ' ' || chars[at] == '\t')) {
            at++;
        }
        return at >= length || chars[at] == '\n' || chars[at] == '\r';
    }
}
