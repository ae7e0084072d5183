package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;

/**
 * One string literal among those that stand side by side: its prefix (`rb`, empty where there is none), its quote and the
 * range between the quotes.
 */
public record StringPiece(String text, TextRange range, String prefix, String quote, TextRange content) {
    public boolean isRaw() {
        return prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0;
    }

    public boolean isBytes() {
        return prefix.indexOf('b') >= 0 || prefix.indexOf('B') >= 0;
    }

    /** Whether it is an f-string or a t-string, whose content has fields. */
    public boolean isFormatted() {
        return prefix.indexOf('f') >= 0
                || prefix.indexOf('F') >= 0
                || prefix.indexOf('t') >= 0
                || prefix.indexOf('T') >= 0;
    }

    public boolean isTripleQuoted() {
        return quote.length() == 3;
    }

    /** The value of a literal without fields; of bytes, one char for each byte. */
    public String value() {
        String raw = content.substring(text);
        return isRaw() ? StringEscapes.normaliseLines(raw) : StringEscapes.decode(raw, isBytes());
    }

    /** The literals in a range that holds nothing but literals, white space, comments and line joins. */
    static List<StringPiece> scan(String text, int start, int end) {
        List<StringPiece> pieces = new ArrayList<>();
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '#') {
                at = StringEscapes.endOfLine(text, at, end);
            } else if (c == '\'' || c == '"' || Character.isLetter(c)) {
                StringPiece piece = pieceAt(text, at, end);
                pieces.add(piece);
                at = Math.max(piece.range.end(), at + 1);
            } else {
                at++;
            }
        }
        return List.copyOf(pieces);
    }

    static String decodeFragment(String text, TextRange range, boolean raw) {
        String content = range.substring(text);
        // First the braces, then the escapes: an escape may well give a brace.
        String single = content.replace("{{", "{").replace("}}", "}");
        return raw ? StringEscapes.normaliseLines(single) : StringEscapes.decode(single, false);
    }

    private static StringPiece pieceAt(String text, int start, int end) {
        int open = start;
        while (open < end && text.charAt(open) != '\'' && text.charAt(open) != '"') {
            open++;
        }
        if (open == end) {
            return new StringPiece(text, new TextRange(start, end), "", "", new TextRange(end, end));
        }
        char mark = text.charAt(open);
        boolean triple = open + 2 < end && text.charAt(open + 1) == mark && text.charAt(open + 2) == mark;
        String quote = text.substring(open, open + (triple ? 3 : 1));
        int from = open + quote.length();
        int at = from;
        while (at < end && !text.startsWith(quote, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        int to = Math.min(at, end);
        int close = Math.min(to + quote.length(), end);
        return new StringPiece(
                text, new TextRange(start, close), text.substring(start, open), quote, new TextRange(from, to));
    }
}
