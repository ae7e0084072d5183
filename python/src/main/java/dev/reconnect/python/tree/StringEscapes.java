package dev.reconnect.python.tree;

/** Values of the text between a Python literal's quotes. */
final class StringEscapes {
    private StringEscapes() {}

    static int endOfLine(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Python reads every line end as `\n`, in strings too. */
    static String normaliseLines(String raw) {
        return raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
    }

    static String decode(String raw, boolean bytes) {
        String source = normaliseLines(raw);
        int escape = source.indexOf('\\');
        if (escape < 0) {
            return source;
        }
        StringBuilder value = new StringBuilder(source.length()).append(source, 0, escape);
        int at = escape;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c != '\\' || at + 1 == source.length()) {
                value.append(c);
                at++;
            } else {
                at = decodeEscape(source, at + 1, bytes, value);
            }
        }
        return value.toString();
    }

    /** Decodes the escape whose letter is at the offset; gives the offset after it. */
    private static int decodeEscape(String source, int at, boolean bytes, StringBuilder value) {
        char c = source.charAt(at);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> value.append(c);
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case 'x' -> {
                return decodeHex(source, at, 2, value);
            }
            case 'u', 'U' -> {
                if (!bytes) {
                    return decodeHex(source, at, c == 'u' ? 4 : 8, value);
                }
                value.append('\\').append(c);
            }
            case 'N' -> {
                if (!bytes) {
                    return decodeName(source, at, value);
                }
                value.append("\\N");
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return decodeOctal(source, at, value);
            }
            default -> value.append('\\').append(c);
        }
        return at + 1;
    }

    private static int decodeHex(String source, int at, int digits, StringBuilder value) {
        int code = 0;
        int end = at + 1 + digits;
        for (int i = at + 1; i < end; i++) {
            int digit = i < source.length() ? Character.digit(source.charAt(i), 16) : -1;
            if (digit < 0) {
                value.append('\\').append(source.charAt(at));
                return at + 1;
            }
            code = code << 4 | digit;
        }
        if (Character.isValidCodePoint(code)) {
            value.appendCodePoint(code);
        }
        return end;
    }

    private static int decodeOctal(String source, int at, StringBuilder value) {
        int code = 0;
        int i = at;
        while (i < source.length() && i < at + 3 && source.charAt(i) >= '0' && source.charAt(i) <= '7') {
            code = code * 8 + source.charAt(i++) - '0';
        }
        value.append((char) code);
        return i;
    }

    private static int decodeName(String source, int at, StringBuilder value) {
        int close = source.indexOf('}', at);
        if (!source.startsWith("{", at + 1) || close < 0) {
            value.append("\\N");
            return at + 1;
        }
        try {
            value.appendCodePoint(Character.codePointOf(source.substring(at + 2, close)));
        } catch (IllegalArgumentException unknownName) {
            value.append('\\').append(source, at, close + 1);
        }
        return close + 1;
    }
}
