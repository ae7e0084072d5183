package dev.reconnect.python.types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules that a text may import, read off the text without parsing it: every place where the word {@code import} stands counts, also in
 * strings and comments, and of {@code from a import b} both {@code a} and {@code a.b}. Relative ones keep their dots in front.
 */
final class ImportScan {
    private static final String WORD = "import";
    private static final String FROM = "from";
    private static final int MOST = 5_000;
    /** By two letters in a row: how many letters of the word are there once it has had them; 0 where it does not have them. */
    private static final byte[] PAIRS = pairs();

    private static byte[] pairs() {
        var pairs = new byte[1 << 14];
        for (int i = 1; i < WORD.length(); i++) {
            pairs[WORD.charAt(i - 1) << 7 | WORD.charAt(i)] = (byte) (i + 1);
        }
        return pairs;
    }

    private final byte[] text;
    private final List<String> found = new ArrayList<>();

    private ImportScan(byte[] text) {
        this.text = text;
    }

    static List<String> of(byte[] text) {
        var scan = new ImportScan(text);
        scan.run();
        return scan.found;
    }

    /** Looks at every fifth pair of letters, as the word has five of them. */
    private void run() {
        for (int i = next(text, WORD.length() - 1); i < text.length && found.size() < MOST; i = next(text, i + 5)) {
            int start = i - PAIRS[(text[i - 1] & 0x7F) << 7 | (text[i] & 0x7F)] + 1;
            if (start >= 0 && start + WORD.length() <= text.length && isWord(start, WORD)) {
                statement(start);
            }
        }
    }

    private static int next(byte[] text, int from) {
        byte[] pairs = PAIRS;
        int i = from;
        while (i < text.length && pairs[(text[i - 1] & 0x7F) << 7 | (text[i] & 0x7F)] == 0) {
            i += 5;
        }
        return i;
    }

    private boolean isWord(int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (text[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return !isNamePart(start - 1) && !isNamePart(start + word.length());
    }

    private void statement(int start) {
        var module = moduleBefore(start);
        int at = start + WORD.length();
        if (module.isEmpty()) {
            plain(at);
            return;
        }
        found.add(module);
        boolean open = module.endsWith(".");
        names(at, open ? module : module + ".");
    }

    /** What stands between {@code from} and {@code import}; empty where that is not how the line goes. */
    private String moduleBefore(int start) {
        int begin = start - 1;
        while (begin >= 0
                && (isNamePart(begin) || text[begin] == '.' || isBlank(text[begin]) || isContinuation(begin))) {
            begin--;
        }
        for (int from = start - FROM.length(); from > begin; from--) {
            if (text[from] == 'f' && isWord(from, FROM)) {
                return withoutBlanks(from + FROM.length(), start);
            }
        }
        return "";
    }

    private String withoutBlanks(int from, int to) {
        var whole = new StringBuilder();
        for (int i = from; i < to; ) {
            int end = i;
            while (end < to && (isNamePart(end) || text[end] == '.')) {
                end++;
            }
            whole.append(string(i, end));
            i = end + 1;
        }
        return whole.toString();
    }

    /** A line end behind a backslash, or that backslash. */
    private boolean isContinuation(int i) {
        return switch (text[i]) {
            case '\\' -> i + 1 < text.length && (text[i + 1] == '\n' || text[i + 1] == '\r');
            case '\r' -> i > 0 && text[i - 1] == '\\';
            case '\n' -> i > 0 && (text[i - 1] == '\\' || (text[i - 1] == '\r' && i > 1 && text[i - 2] == '\\'));
            default -> false;
        };
    }

    private void plain(int start) {
        int i = start;
        while (true) {
            i = skip(i, false);
            int end = i;
            while (end < text.length && (isNamePart(end) || text[end] == '.')) {
                end++;
            }
            if (end == i) {
                return;
            }
            found.add(string(i, end));
            i = afterAlias(end, false);
            if (i >= text.length || text[i] != ',') {
                return;
            }
            i++;
        }
    }

    private void names(int start, String module) {
        int i = skip(start, false);
        boolean open = i < text.length && text[i] == '(';
        i = open ? i + 1 : i;
        while (found.size() < MOST) {
            i = skip(i, open);
            int end = i;
            while (end < text.length && isNamePart(end)) {
                end++;
            }
            if (end == i) {
                return;
            }
            found.add(module + string(i, end));
            i = afterAlias(end, open);
            if (i >= text.length || text[i] != ',') {
                return;
            }
            i++;
        }
    }

    private int afterAlias(int from, boolean open) {
        int i = skip(from, open);
        if (i + 2 < text.length && text[i] == 'a' && text[i + 1] == 's' && !isNamePart(i + 2)) {
            i = skip(i + 2, open);
            while (i < text.length && isNamePart(i)) {
                i++;
            }
            i = skip(i, open);
        }
        return i;
    }

    /** Over blanks; inside parentheses also over line ends and comments. */
    private int skip(int from, boolean open) {
        int i = from;
        while (i < text.length) {
            byte at = text[i];
            if (isBlank(at) || isContinuation(i) || (open && (at == '\n' || at == '\r'))) {
                i++;
            } else if (open && at == '#') {
                while (i < text.length && text[i] != '\n') {
                    i++;
                }
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\f';
    }

    private boolean isNamePart(int i) {
        if (i < 0 || i >= text.length) {
            return false;
        }
        int letter = text[i];
        return letter < 0
                || (letter >= 'a' && letter <= 'z')
                || letter == '_'
                || (letter < 'a' && Character.isJavaIdentifierPart(letter));
    }

    private String string(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
