package dev.reconnect.cli.report;

import dev.reconnect.cli.Palette;

/** The Markdown that rule pages are written in, for a terminal: headings stand out, code is indented. */
public final class MarkdownText {
    private MarkdownText() {}

    public static String of(String markdown, Palette palette) {
        var out = new StringBuilder();
        boolean code = false;
        for (var line : markdown.strip().split("\n", -1)) {
            if (line.startsWith("```")) {
                code = !code;
                if (code && line.contains(" ")) {
                    out.append(palette.dim("    # " + line.substring(line.indexOf(' ') + 1)) + "\n");
                }
            } else if (code) {
                out.append("    " + palette.cyan(line) + "\n");
            } else if (line.startsWith("#")) {
                out.append(palette.bold(line.replaceFirst("^#+ *", "")) + "\n");
            } else {
                out.append(inline(line, palette) + "\n");
            }
        }
        return out.toString();
    }

    /** A line of prose: what stands in backticks is code. */
    public static String inline(String text, Palette palette) {
        var parts = text.split("`", -1);
        if (palette == Palette.PLAIN || parts.length % 2 == 0) {
            return text;
        }
        var out = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            out.append(i % 2 == 0 ? parts[i] : palette.cyan(parts[i]));
        }
        return out.toString();
    }
}
