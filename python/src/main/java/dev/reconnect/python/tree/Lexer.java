package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a text into tokens that tile it. Layout (NEWLINE, INDENT, DEDENT) and brackets are settled here, so the parser sees
 * a NEWLINE only between statements; a bracket that is never closed ends where a statement seems to begin.
 */
final class Lexer extends LiteralLexer {
    private static final int TAB = 8;
    private static final int MAX_INDENTS = 100;
    /** After that many re-readings from an unclosed bracket, brackets are cut at first sight: time stays linear. */
    private static final int MAX_RESTARTS = 8;

    private final Dialect dialect;

    private boolean atLineStart = true;
    private boolean lineHasCode;
    private int lineToken;
    private int cellToken;

    private int[] indents = new int[16];
    private int[] tabs = new int[16];
    private int indentCount = 1;

    private Cut cut = Cut.NEVER;
    private int restarts;

    /** Where a bracket that is never closed ends: first nowhere, as it should be closed, then at likelier places. */
    private enum Cut {
        NEVER,
        BEFORE_STATEMENTS,
        BEFORE_ANY_LINE
    }

    Lexer(String text, Dialect dialect, Problems problems) {
        super(text, problems);
        this.dialect = dialect;
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
            startSearches();
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
        if (open.height() > 0 && cut != Cut.BEFORE_ANY_LINE) {
            restartAtBracket();
            return false;
        }
        if (open.height() > 0) {
            reportUnclosed();
            open.closeTo(0);
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

    private void scanLineEnd() {
        int start = pos;
        pos += lineEndLength(pos);
        if (open.height() == 0) {
            emit(lineHasCode ? TokenType.NEWLINE : TokenType.LINE_BREAK, start);
            atLineStart = true;
        } else if (cut != Cut.NEVER && fstringDepth == 0 && bracketSeemsToEnd()) {
            reportUnclosed();
            open.closeTo(0);
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
        int height = open.height();
        if (height > 0 && open.kind(height - 1) == opener) {
            open.close();
        } else if (fstringDepth > 0) {
            abandonFString();
            return;
        } else {
            closeMismatched(opener);
        }
        emit(type, pos++);
    }

    private void closeMismatched(char opener) {
        if (!open.isOpen(opener)) {
            problem(pos, pos + 1, "unmatched closing bracket");
            return;
        }
        int match = open.height() - 1;
        while (open.kind(match) != opener) {
            match--;
        }
        problem(pos, pos + 1, "closing bracket does not match the opening one");
        open.closeTo(match);
    }

    private void closeBrace() {
        if (open.top() == Brackets.FIELD) {
            open.close();
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
        open.closeTo(1);
        lineHasCode = true;
        atLineStart = false;
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

    // ---- operators

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
        if (dialect != Dialect.NOTEBOOK || open.height() > 0) {
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
        if (dialect != Dialect.NOTEBOOK || open.height() > 0 || endOfLine(end) != end) {
            scanUnknown();
            return;
        }
        int start = lineToken < count ? starts[lineToken] : pos;
        forgetFrom(lineToken, start);
        pos = end;
        emit(TokenType.MAGIC, start);
    }
}
