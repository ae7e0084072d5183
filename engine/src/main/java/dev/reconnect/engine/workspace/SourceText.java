package dev.reconnect.engine.workspace;

import dev.reconnect.engine.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.LongBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The text of a Python file with what is needed to write it back byte for byte: its character set (UTF-8, or what a PEP 263 comment
 * names) and whether it starts with a byte order mark. Line ends stay as they are; the mark is not part of the text.
 */
public record SourceText(String text, Charset charset, boolean hasByteOrderMark) {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    public static SourceText of(String text) {
        return new SourceText(text, StandardCharsets.UTF_8, false);
    }

    /** Decodes a Python file, or says in an {@link UnreadableException} why it is none. */
    static SourceText decode(byte[] bytes) throws UnreadableException {
        boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3);
        int from = marked ? 3 : 0;
        if (startsAsUtf16(bytes)) {
            throw new UnreadableException(
                    Problem.Kind.ENCODING, "is UTF-16; Python reads UTF-8 or what a coding comment names");
        }
        var cookie = cookie(bytes, from);
        var charset = cookie.isEmpty() ? StandardCharsets.UTF_8 : charsetNamed(cookie);
        var text = charset.equals(StandardCharsets.UTF_8) ? utf8(bytes, from) : other(bytes, from, charset);
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableException(Problem.Kind.BINARY, "is a binary file (it contains zero bytes)");
        }
        return new SourceText(text, charset, marked);
    }

    /** Whether the bytes are UTF-8 without zeroes and without a mark, and name no other encoding, so that decoding them cannot fail. */
    static boolean isPlain(byte[] bytes) {
        for (int i = endOfAscii(bytes, 0); i < bytes.length; ) {
            int length = lengthAt(bytes, i);
            if (length == 0) {
                return false;
            }
            i = endOfAscii(bytes, i + length);
        }
        boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3);
        var cookie = marked ? "" : cookie(bytes, 0);
        return !marked && (cookie.isEmpty() || isUtf8(normal(cookie)));
    }

    /** Where the first byte is that is no letter of ASCII, or a zero. */
    private static int endOfAscii(byte[] bytes, int from) {
        int i = from;
        if (from == 0) {
            i = 8
                    * plainEights(ByteBuffer.wrap(bytes)
                            .order(ByteOrder.nativeOrder())
                            .asLongBuffer());
        }
        while (i < bytes.length && bytes[i] > 0) {
            i++;
        }
        return i;
    }

    private static int plainEights(LongBuffer eights) {
        int i = 0;
        while (i < eights.limit()) {
            long eight = eights.get(i);
            if (((eight | (eight - 0x0101010101010101L)) & 0x8080808080808080L) != 0) {
                break;
            }
            i++;
        }
        return i;
    }

    /** The number of bytes of the character beyond ASCII; 0 where there is none. */
    private static int lengthAt(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        int second = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF) {
            return isLater(bytes, i + 1) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            boolean overlong = first == 0xE0 && second < 0xA0;
            boolean surrogate = first == 0xED && second >= 0xA0;
            return !overlong && !surrogate && isLater(bytes, i + 1) && isLater(bytes, i + 2) ? 3 : 0;
        }
        boolean overlong = first == 0xF0 && second < 0x90;
        boolean beyond = first == 0xF4 && second >= 0x90;
        boolean four = first >= 0xF0 && first <= 0xF4 && !overlong && !beyond;
        return four && isLater(bytes, i + 1) && isLater(bytes, i + 2) && isLater(bytes, i + 3) ? 4 : 0;
    }

    private static boolean isLater(byte[] bytes, int i) {
        return i < bytes.length && (bytes[i] & 0xC0) == 0x80;
    }

    /** The bytes of a file with this encoding and another text. */
    public byte[] encode(String newText) throws CharacterCodingException {
        var encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var encoded = encoder.encode(CharBuffer.wrap(newText));
        int from = hasByteOrderMark ? MARK.length : 0;
        var bytes = Arrays.copyOf(MARK, from + encoded.remaining());
        encoded.get(bytes, from, encoded.remaining());
        return bytes;
    }

    private static boolean startsAsUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    }

    private static String utf8(byte[] bytes, int from) throws UnreadableException {
        var text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        // A replacement character stands for malformed input, unless the file spells it out.
        return text.indexOf('\uFFFD') < 0 ? text : strictly(bytes, from, StandardCharsets.UTF_8);
    }

    private static String other(byte[] bytes, int from, Charset charset) throws UnreadableException {
        var text = strictly(bytes, from, charset);
        if (!charset.canEncode()
                || !Arrays.equals(text.getBytes(charset), Arrays.copyOfRange(bytes, from, bytes.length))) {
            throw new UnreadableException(
                    Problem.Kind.ENCODING, "could not be written back unchanged in its encoding " + charset.name());
        }
        return text;
    }

    private static String strictly(byte[] bytes, int from, Charset charset) throws UnreadableException {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            boolean binary = indexOf(bytes, (byte) 0) >= 0;
            throw binary
                    ? new UnreadableException(Problem.Kind.BINARY, "is a binary file (it contains zero bytes)")
                    : new UnreadableException(
                            Problem.Kind.ENCODING,
                            "is not valid " + charset.name()
                                    + "; name its encoding in a comment on the first line, such as"
                                    + " `# -*- coding: latin-1 -*-`");
        }
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static Charset charsetNamed(String cookie) throws UnreadableException {
        var name = normal(cookie);
        if (isUtf8(name)) {
            return StandardCharsets.UTF_8;
        }
        var known =
                switch (name) {
                    case "latin-1", "latin1", "iso-latin-1", "l1" -> "ISO-8859-1";
                    case "ascii", "us-ascii" -> "US-ASCII";
                    case "cp1252", "windows-1252" -> "windows-1252";
                    case "mbcs" -> "windows-1252";
                    default -> name.startsWith("iso-8859-1-") ? "ISO-8859-1" : name;
                };
        try {
            return Charset.forName(known);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableException(Problem.Kind.ENCODING, "names an encoding that is not known here: " + cookie);
        }
    }

    private static String normal(String cookie) {
        return cookie.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isUtf8(String name) {
        return name.equals("utf-8") || name.equals("utf8") || name.startsWith("utf-8-");
    }

    /** The encoding named by a PEP 263 comment on one of the first two lines, or the empty string. */
    private static String cookie(byte[] bytes, int from) {
        int line = from;
        for (int i = 0; i < 2 && line < bytes.length; i++) {
            int end = line;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            int start = line;
            while (start < end && (bytes[start] == ' ' || bytes[start] == '\t' || bytes[start] == '\f')) {
                start++;
            }
            if (start < end && bytes[start] != '#') {
                return "";
            }
            var found = cookieIn(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
            if (!found.isEmpty()) {
                return found;
            }
            line = end + (end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n' ? 2 : 1);
        }
        return "";
    }

    private static String cookieIn(String comment) {
        for (int at = comment.indexOf("coding"); at >= 0; at = comment.indexOf("coding", at + 1)) {
            int i = at + "coding".length();
            if (i >= comment.length() || (comment.charAt(i) != ':' && comment.charAt(i) != '=')) {
                continue;
            }
            i++;
            while (i < comment.length() && (comment.charAt(i) == ' ' || comment.charAt(i) == '\t')) {
                i++;
            }
            int end = i;
            while (end < comment.length() && isOfName(comment.charAt(end))) {
                end++;
            }
            if (end > i) {
                return comment.substring(i, end);
            }
        }
        return "";
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }
}
