package dev.reconnect.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings a traceback back to the lines that Python printed, whatever it went through: terminals with colours, logs that put something before
 * each line, JSON that writes line ends as {@code \n}, windows that broke long lines.
 */
final class Unwrapping {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007]*\u0007");
    private static final Pattern GROUP_RULE = Pattern.compile("^[ |]*\\+-[-+]*(?: (?:\\d+|\\.\\.\\.) -+)?\\s*$");
    private static final Pattern GROUP_BAR = Pattern.compile("^(?: *\\|)+ ?|^ *\\+ (?=Exception Group Traceback)");
    private static final Pattern GROUP_MARK = Pattern.compile("[ |+]*");
    private static final Pattern HEADER =
            Pattern.compile("(?:Exception Group )?Traceback \\(most recent call last\\):?");
    private static final Pattern FRAME_START = Pattern.compile("^\\s*File \".*");
    private static final Pattern FRAME = Pattern.compile("^\\s*File \"[^\"]+\", line \\d+(?:, in .*)?$");
    /** A path, a number and a name may each be broken. */
    private static final int MOST_PIECES = 5;

    private static final int LONGEST_PREFIX = 300;

    private Unwrapping() {}

    static List<String> lines(String text) {
        var plain = COLOURS.matcher(text).replaceAll("").replace("\r\n", "\n").replace('\r', '\n');
        int escaped = escapedHeader(plain);
        if (escaped >= 0) {
            plain = unescaped(plain, stringStart(plain, escaped));
        }
        var lines = new ArrayList<>(plain.lines().toList());
        removePrefixes(lines);
        lines.replaceAll(line -> GROUP_BAR.matcher(line).replaceFirst(""));
        lines.removeIf(line -> GROUP_RULE.matcher(line).matches() && line.indexOf('+') >= 0);
        return joined(lines);
    }

    /** Where a traceback begins whose line ends are written as two characters, if there is no other; else -1. */
    private static int escapedHeader(String text) {
        int found = -1;
        var header = HEADER.matcher(text);
        while (header.find()) {
            if (!text.startsWith("\\n", header.end())) {
                return -1;
            }
            found = found < 0 ? header.start() : found;
        }
        return found;
    }

    /** Where the string begins that the place is in: line ends written as two characters are those of JSON, or of a representation. */
    private static int stringStart(String text, int place) {
        int quote = text.lastIndexOf('"', place);
        while (quote > 0 && text.charAt(quote - 1) == '\\') {
            quote = text.lastIndexOf('"', quote - 1);
        }
        return quote + 1;
    }

    /** What the string holds that begins there: until a quotation mark that is not escaped. */
    private static String unescaped(String text, int start) {
        var plain = new StringBuilder(text.length());
        for (int i = start; i < text.length() && !(text.charAt(i) == '"' && start > 0); i++) {
            char at = text.charAt(i);
            if (at != '\\' || i + 1 == text.length()) {
                plain.append(at);
                continue;
            }
            char next = text.charAt(++i);
            switch (next) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> {}
                case 'u' -> i += appendUnicode(plain, text, i + 1);
                default -> plain.append(next);
            }
        }
        return plain.toString();
    }

    private static int appendUnicode(StringBuilder plain, String text, int start) {
        if (start + 4 > text.length() || !text.substring(start, start + 4).matches("[0-9a-fA-F]{4}")) {
            plain.append("\\u");
            return 0;
        }
        plain.append((char) Integer.parseInt(text.substring(start, start + 4), 16));
        return 4;
    }

    /** What a log wrote before the header it wrote before the other lines too, but for numbers. */
    private static void removePrefixes(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            var header = HEADER.matcher(lines.get(i));
            while (header.find()) {
                var prefix = lines.get(i).substring(0, header.start());
                if (prefix.isBlank()
                        || prefix.length() > LONGEST_PREFIX
                        || GROUP_MARK.matcher(prefix).matches()) {
                    break;
                }
                var like = like(prefix);
                lines.replaceAll(line -> {
                    var start = like.matcher(line);
                    return start.lookingAt() ? line.substring(start.end()) : line;
                });
                header = HEADER.matcher(lines.get(i));
            }
        }
    }

    private static Pattern like(String prefix) {
        var pattern = new StringBuilder();
        int i = 0;
        while (i < prefix.length()) {
            int end = i;
            while (end < prefix.length() && Character.isDigit(prefix.charAt(end))) {
                end++;
            }
            if (end > i) {
                pattern.append("\\d+");
                i = end;
            } else {
                pattern.append(Pattern.quote(prefix.substring(i, i + 1)));
                i++;
            }
        }
        return Pattern.compile(pattern.toString());
    }

    /** Puts frames together that were broken over lines. */
    private static List<String> joined(List<String> lines) {
        var whole = new ArrayList<String>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (FRAME_START.matcher(line).matches() && !FRAME.matcher(line).matches()) {
                var longer = new StringBuilder(line);
                for (int more = 1; more < MOST_PIECES && i + more < lines.size(); more++) {
                    longer.append(lines.get(i + more));
                    if (FRAME.matcher(longer).matches()) {
                        line = longer.toString();
                        i += more;
                        break;
                    }
                }
            }
            whole.add(line);
        }
        return whole;
    }
}
