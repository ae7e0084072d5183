package dev.reconnect.python.tree;

/** Guesses, inside a bracket that is never closed, whether a line begins a new statement. */
final class StatementStart {
    private StatementStart() {}

    static boolean isAt(char[] chars, int at, int length) {
        char first = chars[at];
        if (first == '@') {
            return true;
        }
        int end = at;
        while (end < length && isNamePart(chars[end])) {
            end++;
        }
        if (end == at || (first >= '0' && first <= '9')) {
            return false;
        }
        if (end - at <= 8 && isStatementKeyword(new String(chars, at, end - at))) {
            return true;
        }
        if (end - at <= 5 && isBlockKeyword(new String(chars, at, end - at))) {
            return lastChar(chars, end, length) == ':';
        }
        return isAssignment(chars, end, length);
    }

    /** Keywords that no expression begins a line with. */
    private static boolean isStatementKeyword(String word) {
        return switch (word) {
            case "def",
                    "class",
                    "return",
                    "import",
                    "from",
                    "while",
                    "with",
                    "try",
                    "except",
                    "finally",
                    "raise",
                    "pass",
                    "break",
                    "continue",
                    "del",
                    "global",
                    "nonlocal",
                    "assert" -> true;
            default -> false;
        };
    }

    /** Keywords that may go on an expression, unless the line ends with a colon. */
    private static boolean isBlockKeyword(String word) {
        return switch (word) {
            case "if", "elif", "else", "for", "async", "match" -> true;
            default -> false;
        };
    }

    /** `name = ...` or `name.attribute = ...` that does not look like an argument, which a comma would follow. */
    private static boolean isAssignment(char[] chars, int nameEnd, int length) {
        int at = nameEnd;
        while (at < length && (isNamePart(chars[at]) || chars[at] == '.')) {
            at++;
        }
        while (at < length && (chars[at] == ' ' || chars[at] == '\t')) {
            at++;
        }
        if (at >= length || chars[at] != '=' || chars[at + 1] == '=') {
            return false;
        }
        char last = lastChar(chars, at, length);
        return last != ',' && closesWhatItOpens(chars, at, length);
    }

    /** A line that closes more brackets than it opens ends the arguments it is one of. */
    private static boolean closesWhatItOpens(char[] chars, int from, int length) {
        int depth = 0;
        for (int at = from; at < length && chars[at] != '\n' && chars[at] != '\r'; at++) {
            char c = chars[at];
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        return depth >= 0;
    }

    private static char lastChar(char[] chars, int from, int length) {
        int at = from;
        while (at < length && chars[at] != '\n' && chars[at] != '\r') {
            at++;
        }
        while (at > from && (chars[at - 1] == ' ' || chars[at - 1] == '\t')) {
            at--;
        }
        return at > from ? chars[at - 1] : 0;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 128;
    }
}
