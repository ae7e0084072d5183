package dev.reconnect.python.tree;

/** Reads literals: numbers, strings, and the literal text of f-strings and t-strings up to the next field. */
abstract class LiteralLexer extends TokenWriter {
    private static final int MAX_FSTRINGS = 100;
    private static final int MAX_OPEN_FIELDS = 1_000;

    final Brackets open = new Brackets();

    /** How many f-strings are open, one in a field of the other. */
    int fstringDepth;

    /** Where to go back to when the outermost f-string proves broken. */
    private int fstringStart;

    private int fstringQuote;
    private int fstringToken;
    private int fstringHeight;

    /** From these offsets on no triple quote ends a literal: the search is not made twice. */
    private int doubleSearched;

    private int singleSearched;

    LiteralLexer(String text, Problems problems) {
        super(text, problems);
        startSearches();
    }

    /** Each cell of a notebook is searched anew. */
    final void startSearches() {
        doubleSearched = Integer.MAX_VALUE;
        singleSearched = Integer.MAX_VALUE;
    }

    final void scanNumber() {
        int start = pos;
        pos = NumberScanner.end(chars, pos);
        char c = chars[pos];
        if (c == 'l' || c == 'L') {
            pos++;
            problem(start, pos, "long integers are Python 2");
        } else if (NumberScanner.hasLeadingZero(chars, start, pos)) {
            problem(start, pos, "leading zeros in decimal integer literals are not permitted");
        }
        emit(TokenType.NUMBER, start);
    }

    final boolean isStringPrefix(int start, int end) {
        int first = chars[start] | 0x20;
        if (end - start == 1) {
            return first == 'r' || first == 'u' || first == 'b' || first == 'f' || first == 't';
        }
        if (end - start != 2) {
            return false;
        }
        int second = chars[start + 1] | 0x20;
        return first == 'r'
                ? second == 'b' || second == 'f' || second == 't'
                : second == 'r' && (first == 'b' || first == 'f' || first == 't' || first == 'u');
    }

    /** A literal with its prefix from start, and its opening quote at the second offset. */
    final void scanString(int start, int quote) {
        boolean raw = false;
        boolean formatted = false;
        for (int i = start; i < quote; i++) {
            int letter = chars[i] | 0x20;
            raw |= letter == 'r';
            formatted |= letter == 'f' || letter == 't';
        }
        if (quote - start == 2 && (chars[start] | 0x20) == 'u') {
            problem(start, quote, "the string prefix `ur` is Python 2");
        }
        if (formatted) {
            startFString(start, quote, raw);
        } else {
            scanPlainString(start, quote);
        }
    }

    private void scanPlainString(int start, int quote) {
        char mark = chars[quote];
        if (chars[quote + 1] == mark && chars[quote + 2] == mark) {
            scanTripleString(start, quote, mark);
            return;
        }
        int at = quote + 1;
        while (true) {
            char c = chars[at];
            if (c == mark) {
                pos = at + 1;
                emit(TokenType.STRING, start);
                return;
            }
            if (c == '\\') {
                int end = lineEndLength(at + 1);
                at += end == 0 ? 2 : 1 + end;
            } else {
                at++;
            }
            if (at >= length || c == '\n' || c == '\r') {
                unterminated(start, quote + 1);
                return;
            }
        }
    }

    private void scanTripleString(int start, int quote, char mark) {
        int at = quote + 3;
        int searched = mark == '"' ? doubleSearched : singleSearched;
        while (at < length && quote < searched) {
            char c = chars[at];
            if (c == mark && chars[at + 1] == mark && chars[at + 2] == mark) {
                pos = at + 3;
                emit(TokenType.STRING, start);
                return;
            }
            at += c == '\\' ? 2 : 1;
        }
        if (mark == '"') {
            doubleSearched = Math.min(doubleSearched, quote);
        } else {
            singleSearched = Math.min(singleSearched, quote);
        }
        unterminated(start, quote + 3);
    }

    /** A literal without its end is one until the end of its first line. */
    private void unterminated(int start, int from) {
        if (fstringDepth > 0) {
            abandonFString();
            return;
        }
        pos = endOfLine(Math.min(from, length));
        problem(start, pos, "unterminated string literal");
        emit(TokenType.STRING, start);
    }

    private void startFString(int start, int quote, boolean raw) {
        if (fstringDepth == 0) {
            fstringStart = start;
            fstringQuote = quote;
            fstringToken = count;
            fstringHeight = open.height();
        } else if (fstringDepth == MAX_FSTRINGS) {
            abandonFString();
            return;
        }
        fstringDepth++;
        char mark = chars[quote];
        boolean triple = chars[quote + 1] == mark && chars[quote + 2] == mark;
        open.pushString(mark, triple, raw, count);
        pos = quote + (triple ? 3 : 1);
        emit(TokenType.FSTRING_START, start);
    }

    /** Takes the outermost f-string for a plain string, because a field or the string itself has no end. */
    final void abandonFString() {
        fstringDepth = 0;
        open.closeTo(fstringHeight);
        forgetFrom(fstringToken, fstringStart);
        int broken = problems.count();
        scanPlainString(fstringStart, fstringQuote);
        if (problems.count() == broken) {
            problem(fstringStart, pos, "f-string that cannot be read");
        }
    }

    /** The literal text of an f-string or of a field's format, up to the next field or the end. */
    final void scanFragment() {
        int start = pos;
        int at = pos;
        boolean spec = open.top() == Brackets.SPEC;
        char mark = open.mark();
        boolean triple = open.isTriple();
        while (at < length) {
            char c = chars[at];
            switch (c) {
                case '\\' -> at = afterEscape(at);
                case '{' -> {
                    if (spec || chars[at + 1] != '{') {
                        fragment(start, at);
                        openField();
                        return;
                    }
                    at += 2;
                }
                case '}' -> {
                    if (spec) {
                        fragment(start, at);
                        open.close();
                        single(TokenType.RBRACE);
                        return;
                    }
                    if (chars[at + 1] != '}') {
                        abandonFString();
                        return;
                    }
                    at += 2;
                }
                case '\n', '\r' -> {
                    if (!triple) {
                        abandonFString();
                        return;
                    }
                    at++;
                }
                case '"', '\'' -> {
                    if (c == mark && (!triple || (chars[at + 1] == mark && chars[at + 2] == mark))) {
                        fragment(start, at);
                        endFString(spec, triple);
                        return;
                    }
                    at++;
                }
                default -> at++;
            }
        }
        abandonFString();
    }

    private int afterEscape(int at) {
        char c = chars[at + 1];
        if (c == '{' || c == '}') {
            return at + 1;
        }
        if (c == 'N' && chars[at + 2] == '{' && !open.isRaw()) {
            int close = at + 3;
            while (isCharacterName(chars[close])) {
                close++;
            }
            return chars[close] == '}' ? close + 1 : at + 2;
        }
        int end = lineEndLength(at + 1);
        return end == 0 ? at + 2 : at + 1 + end;
    }

    private static boolean isCharacterName(char c) {
        return c < 128 && (CLASSES[c] != OTHER || c == ' ' || c == '-');
    }

    private void fragment(int start, int end) {
        pos = end;
        if (end > start) {
            emit(TokenType.FSTRING_MIDDLE, start);
        }
    }

    private void openField() {
        if (open.height() > MAX_OPEN_FIELDS) {
            abandonFString();
            return;
        }
        open.push(Brackets.FIELD, count);
        single(TokenType.LBRACE);
    }

    private void endFString(boolean spec, boolean triple) {
        if (spec) {
            abandonFString();
            return;
        }
        open.close();
        fstringDepth--;
        int start = pos;
        pos += triple ? 3 : 1;
        emit(TokenType.FSTRING_END, start);
    }
}
