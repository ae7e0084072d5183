package dev.reconnect.cli;

/** Colours for a terminal, or none. */
public enum Palette {
    PLAIN,
    COLOURED;

    public String bold(String text) {
        return painted("1", text);
    }

    public String red(String text) {
        return painted("1;31", text);
    }

    public String yellow(String text) {
        return painted("1;33", text);
    }

    public String green(String text) {
        return painted("32", text);
    }

    public String boldGreen(String text) {
        return painted("1;32", text);
    }

    public String plainRed(String text) {
        return painted("31", text);
    }

    public String blue(String text) {
        return painted("1;34", text);
    }

    public String cyan(String text) {
        return painted("36", text);
    }

    public String dim(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
