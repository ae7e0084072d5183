package dev.reconnect.python.tree;

/** Finds the ends of number literals. */
final class NumberScanner {
    private NumberScanner() {}

    /** The end of the number that starts at the offset with a digit, or with a dot before a digit. */
    static int end(char[] chars, int start) {
        int at = start;
        if (chars[at] == '0') {
            int letter = chars[at + 1] | 0x20;
            int radix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
            if (radix != 0 && isDigit(chars[at + 2] == '_' ? chars[at + 3] : chars[at + 2], radix)) {
                return digits(chars, at + 2, radix);
            }
        }
        at = digits(chars, at, 10);
        if (chars[at] == '.') {
            at = digits(chars, at + 1, 10);
        }
        if ((chars[at] | 0x20) == 'e') {
            int sign = chars[at + 1] == '+' || chars[at + 1] == '-' ? 2 : 1;
            if (isDigit(chars[at + sign], 10)) {
                at = digits(chars, at + sign, 10);
            }
        }
        return (chars[at] | 0x20) == 'j' ? at + 1 : at;
    }

    /** Whether it is an integer such as `0777`. */
    static boolean hasLeadingZero(char[] chars, int start, int end) {
        if (chars[start] != '0' || end - start < 2) {
            return false;
        }
        boolean onlyZeros = true;
        for (int i = start; i < end; i++) {
            char c = chars[i];
            if (c != '_' && (c < '0' || c > '9')) {
                return false;
            }
            onlyZeros &= c == '0' || c == '_';
        }
        return !onlyZeros;
    }

    private static int digits(char[] chars, int from, int radix) {
        int at = from;
        while (isDigit(chars[at], radix) || (chars[at] == '_' && isDigit(chars[at + 1], radix))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c, int radix) {
        if (c <= '9') {
            return c >= '0' && c < '0' + radix;
        }
        int letter = c | 0x20;
        return radix == 16 && letter >= 'a' && letter <= 'f';
    }
}
