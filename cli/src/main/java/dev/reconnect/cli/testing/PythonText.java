package dev.reconnect.cli.testing;

/** Words of Python source. */
final class PythonText {
    private PythonText() {}

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** A text as part of a name. */
    static String identifier(String text) {
        var name =
                text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "").toLowerCase(java.util.Locale.ROOT);
        return name.isEmpty() ? "it" : name;
    }
}
