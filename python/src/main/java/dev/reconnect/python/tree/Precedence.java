package dev.reconnect.python.tree;

/** How tightly operators bind, and which tokens an expression can begin with. */
final class Precedence {
    static final int OR = 1;
    static final int AND = 2;
    static final int NOT = 3;
    static final int COMPARISON = 4;
    static final int BIT_OR = 5;
    private static final int BIT_XOR = 6;
    private static final int BIT_AND = 7;
    private static final int SHIFT = 8;
    private static final int SUM = 9;
    private static final int TERM = 10;

    private static final byte[] LEVELS = levels();
    private static final boolean[] STARTS = starts();
    private static final BinaryOperator[] BINARY = BinaryOperator.values();

    private Precedence() {}

    /** The level of a binary operator; 0 for any other token. */
    static int of(byte type) {
        return LEVELS[type];
    }

    static boolean startsExpression(byte type) {
        return STARTS[type];
    }

    static BinaryOperator binaryOperator(byte type) {
        return BINARY[type - TokenType.PLUS];
    }

    static BinaryOperator augmentedOperator(byte type) {
        return BINARY[type - TokenType.PLUS_EQUAL];
    }

    private static byte[] levels() {
        byte[] levels = new byte[TokenType.COUNT];
        levels[TokenType.OR] = OR;
        levels[TokenType.AND] = AND;
        levels[TokenType.NOT] = COMPARISON;
        levels[TokenType.IN] = COMPARISON;
        levels[TokenType.IS] = COMPARISON;
        for (int type = TokenType.EQUAL_EQUAL; type <= TokenType.GREATER_EQUAL; type++) {
            levels[type] = COMPARISON;
        }
        levels[TokenType.PIPE] = BIT_OR;
        levels[TokenType.CARET] = BIT_XOR;
        levels[TokenType.AMPERSAND] = BIT_AND;
        levels[TokenType.LEFT_SHIFT] = SHIFT;
        levels[TokenType.RIGHT_SHIFT] = SHIFT;
        levels[TokenType.PLUS] = SUM;
        levels[TokenType.MINUS] = SUM;
        levels[TokenType.STAR] = TERM;
        levels[TokenType.AT] = TERM;
        levels[TokenType.SLASH] = TERM;
        levels[TokenType.PERCENT] = TERM;
        levels[TokenType.DOUBLE_SLASH] = TERM;
        return levels;
    }

    private static boolean[] starts() {
        boolean[] starts = new boolean[TokenType.COUNT];
        byte[] types = {
            TokenType.NAME,
            TokenType.NUMBER,
            TokenType.STRING,
            TokenType.FSTRING_START,
            TokenType.FALSE,
            TokenType.NONE,
            TokenType.TRUE,
            TokenType.AWAIT,
            TokenType.LAMBDA,
            TokenType.NOT,
            TokenType.LPAREN,
            TokenType.LBRACKET,
            TokenType.LBRACE,
            TokenType.ELLIPSIS,
            TokenType.PLUS,
            TokenType.MINUS,
            TokenType.STAR,
            TokenType.TILDE
        };
        for (byte type : types) {
            starts[type] = true;
        }
        return starts;
    }
}
