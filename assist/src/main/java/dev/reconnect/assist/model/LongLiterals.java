package dev.reconnect.assist.model;

import java.util.function.UnaryOperator;

/** Finds the insides of long string literals in text that may be Python, or anything else. */
final class LongLiterals {
    private LongLiterals() {}

    /** The text with each literal's inside that is longer as the replacement of it. */
    static String replace(String text, int most, UnaryOperator<String> replacement) {
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"' && c != '\'') {
                out.append(c);
                at++;
                continue;
            }
            var quote = text.startsWith(String.valueOf(c).repeat(3), at)
                    ? String.valueOf(c).repeat(3)
                    : String.valueOf(c);
            int start = at + quote.length();
            int end = end(text, start, quote);
            if (end < 0) {
                out.append(quote);
                at = start;
                continue;
            }
            var inside = text.substring(start, end);
            out.append(quote)
                    .append(inside.length() > most ? replacement.apply(inside) : inside)
                    .append(quote);
            at = end + quote.length();
        }
        return out.toString();
    }

    /** Where the literal ends; negative where it does not, which an apostrophe in prose does not. */
    private static int end(String text, int start, String quote) {
        boolean isOneLine = quote.length() == 1;
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (isOneLine && c == '\n') {
                return -1;
            } else if (text.startsWith(quote, at)) {
                return at;
            }
        }
        return -1;
    }
}
