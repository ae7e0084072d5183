package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a text into tokens that tile it. Layout (NEWLINE, INDENT, DEDENT) and brackets are settled here, so the parser sees
 * a NEWLINE only between statements; a bracket that is never closed ends where a statement seems to begin.
 */
final class Lexer {
    private static final int SENTINELS = 4;
    private static final int TAB = 8;
    private static final int MAX_INDENTS = 100;
    private static final int MAX_FSTRINGS = 100;
    /** After that many re-readings from an unclosed bracket, brackets are cut at first sight: time stays linear. */
    private static final int MAX_RESTARTS = 8;

    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte[] CLASSES = classes();

    private final char[] chars;
    /** Where reading ends: the end of the text, or of the notebook cell at hand. */
    private int length;

    private final Dialect dialect;
    private final Problems problems;
    private final Symbols symbols;

    private byte[] types;
    private int[] starts;
    private int[] values;
    private int count;

    private int pos;
    private boolean atLineStart = true;
    private boolean lineHasCode;
    private int lineToken;
    private int cellToken;

    private int[] indents = new int[16];
    private int[] tabs = new int[16];
    private int indentCount = 1;

    private final Brackets open = new Brackets();
    private Cut cut = Cut.NEVER;
    private int restarts;

    /** Where a bracket that is never closed ends: first nowhere, as it should be closed, then at likelier places. */
    private enum Cut {
        NEVER,
        BEFORE_STATEMENTS,
        BEFORE_ANY_LINE
    }

    /** Where to go back to when the outermost f-string proves broken. */
    private int fstringStart = -1;

    /** From these offsets on no triple quote ends a literal: the search is not made twice. */
    private int doubleSearched = Integer.MAX_VALUE;

    private int singleSearched = Integer.MAX_VALUE;

    private int fstringQuote;
    private int fstringToken;
    private int fstringHeight;
    private int fstringDepth;

    Lexer(String text, Dialect dialect, Problems problems) {
        length = text.length();
        // Zeros at the end, so that looking a few chars ahead needs no test.
        chars = new char[length + SENTINELS];
        text.getChars(0, length, chars, 0);
        this.dialect = dialect;
        this.problems = problems;
        this.symbols = new Symbols(chars);
        int estimate = length / 3 + 32;
        types = new byte[estimate];
        starts = new int[estimate];
        values = new int[estimate];
    }

    int count() {
        return count;
    }

    byte[] types() {
        return types;
    }

    int[] starts() {
        return starts;
    }

    /** For a NAME, its number in {@link #symbols()}. */
    int[] values() {
        return values;
    }

    Symbols symbols() {
        return symbols;
    }

    void run() {
        if (length > 0 && chars[0] == '\ufeff') {
            emit(TokenType.WHITESPACE, 0);
            pos = 1;
        }
        readToEnd();
        emit(TokenType.END, length);
    }

    /** Reads the cells of a notebook: nothing that one leaves open reaches into the next, nor does its indentation. */
    void run(List<TextRange> cells) {
        int textLength = length;
        for (TextRange cell : cells) {
            passGap(cell.start());
            length = cell.end();
            atLineStart = true;
            lineHasCode = false;
            cut = Cut.NEVER;
            restarts = 0;
            cellToken = count;
            readToEnd();
        }
        length = textLength;
        passGap(length);
        emit(TokenType.END, length);
    }

    private void passGap(int end) {
        if (end > pos) {
            emit(TokenType.LINE_BREAK, pos);
            pos = end;
        }
    }

    private void readToEnd() {
        do {
            scan();
        } while (!finish());
    }

    private void scan() {
        while (pos < length) {
            if (atLineStart) {
                startLine();
            } else if (open.inLiteral()) {
                scanFragment();
            } else {
                scanToken();
            }
        }
    }

    /** Closes what is open at the end of the text; false where reading has to go on from an earlier place. */
    private boolean finish() {
        if (fstringDepth > 0) {
            abandonFString();
            return false;
        }
        if (open.height > 0 && cut != Cut.BEFORE_ANY_LINE) {
            restartAtBracket();
            return false;
        }
        if (open.height > 0) {
            reportUnclosed();
            open.height = 0;
        }
        if (lineHasCode && !atLineStart) {
            emit(TokenType.NEWLINE, length);
        }
        while (indentCount > 1) {
            emit(TokenType.DEDENT, length);
            indentCount--;
        }
        return true;
    }

    // ---- lines

    private void startLine() {
        atLineStart = false;
        int column = 0;
        int alternative = 0;
        int at = pos;
        while (true) {
            char c = chars[at];
            if (c == ' ') {
                column++;
                alternative++;
            } else if (c == '\t') {
                column = (column / TAB + 1) * TAB;
                alternative++;
            } else if (c == '\f') {
                column = 0;
                alternative = 0;
            } else {
                break;
            }
            at++;
        }
        if (at > pos) {
            emit(TokenType.WHITESPACE, pos);
            pos = at;
        }
        lineToken = count;
        char c = chars[at];
        lineHasCode = !(c == '#' || c == '\n' || c == '\r' || at >= length);
        if (lineHasCode) {
            startCode(c, column, alternative);
        }
    }

    private void startCode(char c, int column, int alternative) {
        if (c == '\\' && column == 0 && lineEndLength(pos + 1) > 0) {
            // The next line's indentation counts.
            scanContinuation();
            atLineStart = true;
            return;
        }
        indent(column, alternative);
        lineToken = count;
        if (dialect == Dialect.NOTEBOOK && (c == '%' || c == '!' || c == '?')) {
            scanMagic(c);
        }
    }

    private void indent(int column, int alternative) {
        int top = indents[indentCount - 1];
        if (column == top) {
            if (alternative != tabs[indentCount - 1]) {
                problem(pos, pos, "inconsistent use of tabs and spaces in indentation");
            }
        } else if (column > top) {
            pushIndent(column, alternative);
        } else {
            dedent(column);
        }
    }

    private void pushIndent(int column, int alternative) {
        if (indentCount > MAX_INDENTS) {
            problem(pos, pos, "too many levels of indentation");
            return;
        }
        if (alternative <= tabs[indentCount - 1]) {
            problem(pos, pos, "inconsistent use of tabs and spaces in indentation");
        }
        if (indentCount == indents.length) {
            indents = Arrays.copyOf(indents, indentCount * 2);
            tabs = Arrays.copyOf(tabs, indentCount * 2);
        }
        indents[indentCount] = column;
        tabs[indentCount++] = alternative;
        emit(TokenType.INDENT, pos);
    }

    private void dedent(int column) {
        while (indentCount > 1 && column <= indents[indentCount - 2]) {
            emit(TokenType.DEDENT, pos);
            indentCount--;
        }
        if (column != indents[indentCount - 1]) {
            // Between two levels: the line is taken for one of the inner block.
            problem(pos, pos, "unindent does not match any outer indentation level");
            indents[indentCount - 1] = column;
        }
    }

    private int lineEndLength(int at) {
        if (at >= length) {
            return 0;
        }
        char c = chars[at];
        if (c == '\n') {
            return 1;
        }
        return c == '\r' ? chars[at + 1] == '\n' ? 2 : 1 : 0;
    }

    private void scanLineEnd() {
        int start = pos;
        pos += lineEndLength(pos);
        if (open.height == 0) {
            emit(lineHasCode ? TokenType.NEWLINE : TokenType.LINE_BREAK, start);
            atLineStart = true;
        } else if (cut != Cut.NEVER && fstringDepth == 0 && bracketSeemsToEnd()) {
            reportUnclosed();
            open.height = 0;
            cut = restarts >= MAX_RESTARTS ? Cut.BEFORE_ANY_LINE : Cut.NEVER;
            emit(TokenType.NEWLINE, start);
            atLineStart = true;
        } else {
            emit(TokenType.LINE_BREAK, start);
        }
    }

    private void scanContinuation() {
        int start = pos;
        pos++;
        int end = lineEndLength(pos);
        if (end == 0) {
            problem(start, pos, "unexpected character after line continuation character");
            emit(TokenType.ERROR, start);
        } else {
            pos += end;
            emit(TokenType.CONTINUATION, start);
        }
    }

    // ---- brackets

    private void openBracket(char bracket, byte type) {
        open.push(bracket, count);
        emit(type, pos++);
    }

    private void closeBracket(char opener, byte type) {
        int height = open.height;
        if (height > 0 && open.kind(height - 1) == opener) {
            open.height--;
        } else if (fstringDepth > 0) {
            abandonFString();
            return;
        } else {
            closeMismatched(opener);
        }
        emit(type, pos++);
    }

    private void closeMismatched(char opener) {
        int match = open.height - 1;
        while (match >= 0 && open.kind(match) != opener) {
            match--;
        }
        if (match >= 0) {
            problem(pos, pos + 1, "closing bracket does not match the opening one");
            open.height = match;
        } else {
            problem(pos, pos + 1, "unmatched closing bracket");
        }
    }

    private void closeBrace() {
        if (open.top() == Brackets.FIELD) {
            open.height--;
            emit(TokenType.RBRACE, pos++);
        } else {
            closeBracket('{', TokenType.RBRACE);
        }
    }

    private void reportUnclosed() {
        int at = starts[open.token(0)];
        problem(at, at + 1, "`" + chars[at] + "` was never closed");
    }

    /** Goes back behind the outermost open bracket, to read on with an eye on where it should have ended. */
    private void restartAtBracket() {
        restarts++;
        cut = cut == Cut.NEVER ? Cut.BEFORE_STATEMENTS : Cut.BEFORE_ANY_LINE;
        int token = open.token(0);
        pos = starts[token] + 1;
        forgetFrom(token + 1, pos);
        open.height = 1;
        lineHasCode = true;
        atLineStart = false;
    }

    private void forgetFrom(int token, int offset) {
        count = token;
        problems.forgetFrom(offset);
    }

    /** Whether the outermost bracket should have been closed before the line at hand. */
    private boolean bracketSeemsToEnd() {
        if (isHeader()) {
            return true;
        }
        int at = pos;
        int column = 0;
        while (chars[at] == ' ' || chars[at] == '\t') {
            column = chars[at] == ' ' ? column + 1 : (column / TAB + 1) * TAB;
            at++;
        }
        if (at >= length || column > indents[indentCount - 1] || lineEndLength(at) > 0 || chars[at] == '#') {
            return false;
        }
        return cut == Cut.BEFORE_ANY_LINE || StatementStart.isAt(chars, at, length);
    }

    /** Whether what was read so far begins like a compound statement and ends with a colon. */
    private boolean isHeader() {
        int last = count - 1;
        while (last > lineToken && TokenType.isTrivia(types[last])) {
            last--;
        }
        return types[last] == TokenType.COLON && TokenType.startsBlock(types[lineToken]);
    }

    // ---- tokens

    private void scanToken() {
        char c = chars[pos];
        switch (c) {
            case ' ', '\t', '\f' -> scanSpaces();
            case '\n', '\r' -> scanLineEnd();
            case '#' -> scanComment();
            case '\\' -> scanContinuation();
            case '"', '\'' -> scanString(pos, pos);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> scanNumber();
            case '(' -> openBracket('(', TokenType.LPAREN);
            case '[' -> openBracket('[', TokenType.LBRACKET);
            case '{' -> openBracket('{', TokenType.LBRACE);
            case ')' -> closeBracket('(', TokenType.RPAREN);
            case ']' -> closeBracket('[', TokenType.RBRACKET);
            case '}' -> closeBrace();
            case ',' -> single(TokenType.COMMA);
            case ';' -> single(TokenType.SEMICOLON);
            case '~' -> single(TokenType.TILDE);
            case ':' -> scanColon();
            case '.' -> scanDot();
            case '=' -> scanEqual();
            case '!' -> scanExclamation();
            case '+' -> withEqual(TokenType.PLUS, TokenType.PLUS_EQUAL);
            case '-' -> scanMinus();
            case '*' ->
                doubled(TokenType.STAR, TokenType.STAR_EQUAL, TokenType.DOUBLE_STAR, TokenType.DOUBLE_STAR_EQUAL);
            case '/' ->
                doubled(TokenType.SLASH, TokenType.SLASH_EQUAL, TokenType.DOUBLE_SLASH, TokenType.DOUBLE_SLASH_EQUAL);
            case '%' -> scanPercent();
            case '@' -> withEqual(TokenType.AT, TokenType.AT_EQUAL);
            case '&' -> withEqual(TokenType.AMPERSAND, TokenType.AMPERSAND_EQUAL);
            case '|' -> withEqual(TokenType.PIPE, TokenType.PIPE_EQUAL);
            case '^' -> withEqual(TokenType.CARET, TokenType.CARET_EQUAL);
            case '<' -> scanLess();
            case '>' ->
                doubled(TokenType.GREATER, TokenType.GREATER_EQUAL, TokenType.RIGHT_SHIFT, TokenType.RIGHT_SHIFT_EQUAL);
            case '?' -> scanQuestion();
            default -> scanName(c);
        }
    }

    private void scanSpaces() {
        int start = pos;
        char c;
        do {
            c = chars[++pos];
        } while (c == ' ' || c == '\t' || c == '\f');
        emit(TokenType.WHITESPACE, start);
    }

    private void scanComment() {
        int start = pos;
        pos = endOfLine(pos);
        emit(TokenType.COMMENT, start);
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < length && chars[at] != '\n' && chars[at] != '\r') {
            at++;
        }
        return at;
    }

    private void scanName(char first) {
        int start = pos;
        int at = pos;
        int hash = 0;
        char c = first;
        while (c < 128 && CLASSES[c] != OTHER) {
            hash = hash * 31 + c;
            c = chars[++at];
        }
        if (c >= 128) {
            at = scanUnicodeName(start, at);
            hash = hash(start, at);
        }
        if (at == start) {
            scanUnknown();
            return;
        }
        pos = at;
        c = chars[at];
        if ((c == '"' || c == '\'') && isStringPrefix(start, at)) {
            scanString(start, at);
            return;
        }
        int symbol = symbols.find(start, at, hash);
        if (Symbols.isKeyword(symbol)) {
            emit((byte) (TokenType.FALSE + symbol), start);
        } else {
            emit(TokenType.NAME, start);
            values[count - 1] = symbol;
        }
    }

    private int scanUnicodeName(int start, int from) {
        int at = from;
        while (at < length) {
            int code = Character.codePointAt(chars, at, length);
            boolean part = code < 128
                    ? CLASSES[code] != OTHER
                    : (at == start ? Character.isUnicodeIdentifierStart(code) : Character.isUnicodeIdentifierPart(code))
                            && !Character.isIdentifierIgnorable(code);
            if (!part) {
                break;
            }
            at += Character.charCount(code);
        }
        return at;
    }

    private int hash(int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + chars[i];
        }
        return hash;
    }

    private void scanUnknown() {
        int start = pos;
        pos += Character.charCount(Character.codePointAt(chars, pos, length));
        problem(start, pos, "character that starts no token");
        emit(TokenType.ERROR, start);
    }

    private void scanNumber() {
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

    // ---- operators

    private void single(byte type) {
        emit(type, pos++);
    }

    private void withEqual(byte plain, byte assigning) {
        int start = pos++;
        if (chars[pos] == '=') {
            pos++;
            emit(assigning, start);
        } else {
            emit(plain, start);
        }
    }

    private void doubled(byte plain, byte assigning, byte twice, byte twiceAssigning) {
        if (chars[pos + 1] != chars[pos]) {
            withEqual(plain, assigning);
            return;
        }
        int start = pos;
        pos += 2;
        if (chars[pos] == '=') {
            pos++;
            emit(twiceAssigning, start);
        } else {
            emit(twice, start);
        }
    }

    private void scanColon() {
        if (open.top() == Brackets.FIELD) {
            open.toSpec();
            single(TokenType.COLON);
        } else {
            withEqual(TokenType.COLON, TokenType.WALRUS);
        }
    }

    private void scanDot() {
        char next = chars[pos + 1];
        if (next >= '0' && next <= '9') {
            scanNumber();
        } else if (next == '.' && chars[pos + 2] == '.') {
            emit(TokenType.ELLIPSIS, pos);
            pos += 3;
        } else {
            single(TokenType.DOT);
        }
    }

    private void scanEqual() {
        withEqual(TokenType.EQUAL, TokenType.EQUAL_EQUAL);
    }

    private void scanMinus() {
        if (chars[pos + 1] == '>') {
            emit(TokenType.ARROW, pos);
            pos += 2;
        } else {
            withEqual(TokenType.MINUS, TokenType.MINUS_EQUAL);
        }
    }

    private void scanLess() {
        if (chars[pos + 1] == '>') {
            problem(pos, pos + 2, "`<>` is Python 2");
            emit(TokenType.NOT_EQUAL, pos);
            pos += 2;
        } else {
            doubled(TokenType.LESS, TokenType.LESS_EQUAL, TokenType.LEFT_SHIFT, TokenType.LEFT_SHIFT_EQUAL);
        }
    }

    private void scanExclamation() {
        if (isMagicValue()) {
            scanMagicLine();
        } else if (open.top() == Brackets.FIELD && chars[pos + 1] != '=') {
            single(TokenType.EXCLAMATION);
        } else if (chars[pos + 1] == '=') {
            emit(TokenType.NOT_EQUAL, pos);
            pos += 2;
        } else {
            scanUnknown();
        }
    }

    private void scanPercent() {
        if (isMagicValue()) {
            scanMagicLine();
        } else {
            withEqual(TokenType.PERCENT, TokenType.PERCENT_EQUAL);
        }
    }

    // ---- notebooks

    private void scanMagic(char marker) {
        if (marker == '%' && MagicCell.takesWholeCell(chars, length, pos) && isFirstCode()) {
            int start = pos;
            pos = length;
            emit(TokenType.MAGIC, start);
        } else {
            scanMagicLine();
        }
    }

    private boolean isFirstCode() {
        for (int i = cellToken; i < lineToken; i++) {
            if (!TokenType.isTrivia(types[i])) {
                return false;
            }
        }
        return true;
    }

    /** `x = !ls` and `x = %sql ...`. */
    private boolean isMagicValue() {
        if (dialect != Dialect.NOTEBOOK || open.height > 0) {
            return false;
        }
        int last = count - 1;
        while (last >= lineToken && TokenType.isTrivia(types[last])) {
            last--;
        }
        return last >= lineToken && types[last] == TokenType.EQUAL;
    }

    private void scanMagicLine() {
        int start = pos;
        pos = endOfLine(pos);
        while (chars[pos - 1] == '\\' && lineEndLength(pos) > 0) {
            pos = endOfLine(pos + lineEndLength(pos));
        }
        emit(TokenType.MAGIC, start);
    }

    /** `name?` and `name??` at the end of a line: the line is a request for help, not Python. */
    private void scanQuestion() {
        int end = pos;
        while (chars[end] == '?') {
            end++;
        }
        if (dialect != Dialect.NOTEBOOK || open.height > 0 || endOfLine(end) != end) {
            scanUnknown();
            return;
        }
        int start = lineToken < count ? starts[lineToken] : pos;
        forgetFrom(lineToken, start);
        pos = end;
        emit(TokenType.MAGIC, start);
    }

    // ---- strings

    private boolean isStringPrefix(int start, int end) {
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
    private void scanString(int start, int quote) {
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
            fstringHeight = open.height;
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
    private void abandonFString() {
        fstringDepth = 0;
        open.height = fstringHeight;
        forgetFrom(fstringToken, fstringStart);
        int broken = problems.count();
        scanPlainString(fstringStart, fstringQuote);
        if (problems.count() == broken) {
            problem(fstringStart, pos, "f-string that cannot be read");
        }
    }

    /** The literal text of an f-string or of a field's format, up to the next field or the end. */
    private void scanFragment() {
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
                        open.height--;
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
        open.push(Brackets.FIELD, count);
        single(TokenType.LBRACE);
    }

    private void endFString(boolean spec, boolean triple) {
        if (spec) {
            abandonFString();
            return;
        }
        open.popString();
        fstringDepth--;
        int start = pos;
        pos += triple ? 3 : 1;
        emit(TokenType.FSTRING_END, start);
    }

    // ---- output

    private void emit(byte type, int start) {
        int index = count++;
        if (index == types.length) {
            grow();
        }
        types[index] = type;
        starts[index] = start;
    }

    private void grow() {
        int size = types.length + (types.length >> 1) + 16;
        types = Arrays.copyOf(types, size);
        starts = Arrays.copyOf(starts, size);
        values = Arrays.copyOf(values, size);
    }

    private void problem(int start, int end, String message) {
        problems.add(start, end, message);
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        Arrays.fill(classes, 'a', 'z' + 1, LETTER);
        Arrays.fill(classes, 'A', 'Z' + 1, LETTER);
        Arrays.fill(classes, '0', '9' + 1, DIGIT);
        classes['_'] = LETTER;
        return classes;
    }
}
