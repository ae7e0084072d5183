package dev.reconnect.python.tree;

/** The parser's token types as small integers, so that tokens live in arrays and are told apart by a table jump. */
final class TokenType {
    static final byte END = 17;

    private static final TokenKind[] KINDS = TokenKind.values();

    private TokenType() {}

    static TokenKind kindOf(byte type) {
        return KINDS[type];
    }
}
