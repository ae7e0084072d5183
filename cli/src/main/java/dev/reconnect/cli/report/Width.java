package dev.reconnect.cli.report;

/** How wide text stands on a terminal: wide characters take two columns, combining ones none, a tab goes on to the next eighth column. */
final class Width {
    private static final int TAB = 8;
    /** First and last of each stretch of wide characters. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private Width() {}

    /** The width of the text up to an offset. */
    static int of(String text, int end) {
        int width = 0;
        for (int i = 0; i < end; ) {
            int point = text.codePointAt(i);
            width += point == '\t' ? TAB - width % TAB : of(point);
            i += Character.charCount(point);
        }
        return width;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return point < 0x20 ? 0 : 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (point >= WIDE[i] && point <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** The text with tabs as spaces and without characters that would steer the terminal. */
    static String expandTabs(String text) {
        var expanded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                expanded.append(" ".repeat(TAB - of(text, i) % TAB));
            } else if (c >= 0x20 && c != 0x7F) {
                expanded.append(c);
            }
        }
        return expanded.toString();
    }
}
