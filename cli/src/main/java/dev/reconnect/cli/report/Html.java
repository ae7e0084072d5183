package dev.reconnect.cli.report;

/** Text made safe to stand in HTML. */
final class Html {
    private Html() {}

    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < 0x20 && c != '\t' && c != '\n' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** A sentence in which what stands in backticks is code. */
    static String sentence(String text) {
        var parts = text.split("`", -1);
        if (parts.length % 2 == 0) {
            return escape(text);
        }
        var html = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            html.append(i % 2 == 0 ? escape(parts[i]) : "<code>" + escape(parts[i]) + "</code>");
        }
        return html.toString();
    }
}
