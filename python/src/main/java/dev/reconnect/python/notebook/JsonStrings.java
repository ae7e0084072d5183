package dev.reconnect.python.notebook;

/** String literals of JSON, to and from the text that they stand for. */
final class JsonStrings {
    private JsonStrings() {}

    /** The value of the literal whose quotes are at start and end - 1. */
    static String decode(String json, int start, int end) {
        int escape = json.indexOf('\\', start);
        if (escape < 0 || escape >= end) {
            return json.substring(start + 1, end - 1);
        }
        StringBuilder value = new StringBuilder(end - start);
        int at = start + 1;
        while (at < end - 1) {
            char c = json.charAt(at);
            if (c != '\\') {
                value.append(c);
                at++;
            } else {
                at = decodeEscape(json, at + 1, value);
            }
        }
        return value.toString();
    }

    private static int decodeEscape(String json, int at, StringBuilder value) {
        char c = json.charAt(at);
        switch (c) {
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> {
                value.append((char) Integer.parseInt(json, at + 1, at + 5, 16));
                return at + 5;
            }
            default -> value.append(c);
        }
        return at + 1;
    }

    /** Adds what stands between the quotes. */
    static void encodeContent(CharSequence value, boolean ascii, StringBuilder json) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < 0x20 || (ascii && c >= 0x7f)) {
                        json.append("\\u")
                                .append(Integer.toHexString(0x10000 | c).substring(1));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
    }
}
