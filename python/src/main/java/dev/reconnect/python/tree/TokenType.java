package dev.reconnect.python.tree;

import java.util.Arrays;

/**
 * The parser's token types as small integers, so that tokens live in arrays and are told apart by a table jump. The
 * order matters: trivia first, then the rest, keywords in the order of {@link Symbols}, assignment operators and binary
 * operators in the order of {@link BinaryOperator}.
 */
final class TokenType {
    static final byte WHITESPACE = 0;
    static final byte COMMENT = 1;
    static final byte LINE_BREAK = 2;
    static final byte CONTINUATION = 3;
    static final byte END = 4;
    static final byte NEWLINE = 5;
    static final byte INDENT = 6;
    static final byte DEDENT = 7;
    static final byte ERROR = 8;
    static final byte NAME = 9;
    static final byte NUMBER = 10;
    static final byte STRING = 11;
    static final byte FSTRING_START = 12;
    static final byte FSTRING_MIDDLE = 13;
    static final byte FSTRING_END = 14;
    static final byte MAGIC = 15;

    static final byte FALSE = 16;
    static final byte NONE = 17;
    static final byte TRUE = 18;
    static final byte AND = 19;
    static final byte AS = 20;
    static final byte ASSERT = 21;
    static final byte ASYNC = 22;
    static final byte AWAIT = 23;
    static final byte BREAK = 24;
    static final byte CLASS = 25;
    static final byte CONTINUE = 26;
    static final byte DEF = 27;
    static final byte DEL = 28;
    static final byte ELIF = 29;
    static final byte ELSE = 30;
    static final byte EXCEPT = 31;
    static final byte FINALLY = 32;
    static final byte FOR = 33;
    static final byte FROM = 34;
    static final byte GLOBAL = 35;
    static final byte IF = 36;
    static final byte IMPORT = 37;
    static final byte IN = 38;
    static final byte IS = 39;
    static final byte LAMBDA = 40;
    static final byte NONLOCAL = 41;
    static final byte NOT = 42;
    static final byte OR = 43;
    static final byte PASS = 44;
    static final byte RAISE = 45;
    static final byte RETURN = 46;
    static final byte TRY = 47;
    static final byte WHILE = 48;
    static final byte WITH = 49;
    static final byte YIELD = 50;

    static final byte LPAREN = 51;
    static final byte RPAREN = 52;
    static final byte LBRACKET = 53;
    static final byte RBRACKET = 54;
    static final byte LBRACE = 55;
    static final byte RBRACE = 56;
    static final byte COLON = 57;
    static final byte COMMA = 58;
    static final byte SEMICOLON = 59;
    static final byte DOT = 60;
    static final byte ELLIPSIS = 61;
    static final byte ARROW = 62;
    static final byte WALRUS = 63;
    static final byte EXCLAMATION = 64;
    static final byte EQUAL = 65;
    static final byte PLUS_EQUAL = 66;
    static final byte MINUS_EQUAL = 67;
    static final byte STAR_EQUAL = 68;
    static final byte AT_EQUAL = 69;
    static final byte SLASH_EQUAL = 70;
    static final byte PERCENT_EQUAL = 71;
    static final byte DOUBLE_STAR_EQUAL = 72;
    static final byte LEFT_SHIFT_EQUAL = 73;
    static final byte RIGHT_SHIFT_EQUAL = 74;
    static final byte PIPE_EQUAL = 75;
    static final byte CARET_EQUAL = 76;
    static final byte AMPERSAND_EQUAL = 77;
    static final byte DOUBLE_SLASH_EQUAL = 78;
    static final byte PLUS = 79;
    static final byte MINUS = 80;
    static final byte STAR = 81;
    static final byte AT = 82;
    static final byte SLASH = 83;
    static final byte PERCENT = 84;
    static final byte DOUBLE_STAR = 85;
    static final byte LEFT_SHIFT = 86;
    static final byte RIGHT_SHIFT = 87;
    static final byte PIPE = 88;
    static final byte CARET = 89;
    static final byte AMPERSAND = 90;
    static final byte DOUBLE_SLASH = 91;
    static final byte TILDE = 92;
    static final byte EQUAL_EQUAL = 93;
    static final byte NOT_EQUAL = 94;
    static final byte LESS = 95;
    static final byte LESS_EQUAL = 96;
    static final byte GREATER = 97;
    static final byte GREATER_EQUAL = 98;

    static final int COUNT = 99;

    private static final TokenKind[] KINDS = kinds();

    private TokenType() {}

    static TokenKind kindOf(byte type) {
        return KINDS[type];
    }

    /** Whether the parser passes over it. */
    static boolean isTrivia(byte type) {
        return type <= CONTINUATION;
    }

    static boolean isKeyword(byte type) {
        return type >= FALSE && type <= YIELD;
    }

    /** Whether a statement that begins with it has a block. */
    static boolean startsBlock(byte type) {
        return switch (type) {
            case ASYNC, CLASS, DEF, ELIF, ELSE, EXCEPT, FINALLY, FOR, IF, TRY, WHILE, WITH -> true;
            default -> false;
        };
    }

    static boolean isAugmentedAssignment(byte type) {
        return type >= PLUS_EQUAL && type <= DOUBLE_SLASH_EQUAL;
    }

    private static TokenKind[] kinds() {
        TokenKind[] kinds = new TokenKind[COUNT];
        Arrays.fill(kinds, LPAREN, COUNT, TokenKind.OPERATOR);
        Arrays.fill(kinds, FALSE, LPAREN, TokenKind.KEYWORD);
        kinds[WHITESPACE] = TokenKind.WHITESPACE;
        kinds[COMMENT] = TokenKind.COMMENT;
        kinds[LINE_BREAK] = TokenKind.LINE_BREAK;
        kinds[CONTINUATION] = TokenKind.CONTINUATION;
        kinds[END] = TokenKind.END;
        kinds[NEWLINE] = TokenKind.NEWLINE;
        kinds[INDENT] = TokenKind.INDENT;
        kinds[DEDENT] = TokenKind.DEDENT;
        kinds[ERROR] = TokenKind.ERROR;
        kinds[NAME] = TokenKind.NAME;
        kinds[NUMBER] = TokenKind.NUMBER;
        kinds[STRING] = TokenKind.STRING;
        kinds[FSTRING_START] = TokenKind.FSTRING_START;
        kinds[FSTRING_MIDDLE] = TokenKind.FSTRING_MIDDLE;
        kinds[FSTRING_END] = TokenKind.FSTRING_END;
        kinds[MAGIC] = TokenKind.MAGIC;
        return kinds;
    }
}
