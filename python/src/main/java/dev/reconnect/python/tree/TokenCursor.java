package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;

/** The parser's place among the tokens, trivia passed over, and what all of its parts share. */
abstract class TokenCursor {
    private static final int MAX_DEPTH = 300;
    /** A chain of operators or calls makes a tree as deep as it is long. */
    private static final int MAX_CHAIN = 4000;

    final String text;
    final Problems problems;
    final NodeStack nodes = new NodeStack();
    /** For the second of two lists that are read side by side. */
    final NodeStack keywordNodes = new NodeStack();

    private final byte[] types;
    private final int[] starts;
    private final int[] values;
    private final Symbols symbols;

    /** The token at hand: its number, type and start. */
    int index;

    byte type;
    int start;
    /** The end of the last token taken that was not layout: where a node that is complete now ends. */
    int lastEnd;

    int depth;

    /** Whether the token at hand begins a line. */
    private boolean beginsLine;

    TokenCursor(String text, Lexer lexer, Problems problems) {
        this.text = text;
        this.problems = problems;
        types = lexer.types();
        starts = lexer.starts();
        values = lexer.values();
        symbols = lexer.symbols();
        moveTo(0);
    }

    final void moveTo(int token) {
        int at = token;
        while (types[at] <= TokenType.CONTINUATION) {
            at++;
        }
        index = at;
        type = types[at];
        start = starts[at];
    }

    final void advance() {
        lastEnd = starts[index + 1];
        beginsLine = false;
        moveTo(index + 1);
    }

    /** Passes a NEWLINE, INDENT or DEDENT, which no node's range includes. */
    final void advanceLayout() {
        beginsLine = true;
        moveTo(index + 1);
    }

    final boolean beginsLine() {
        return beginsLine;
    }

    final int tokenEnd() {
        return type == TokenType.END ? start : starts[index + 1];
    }

    /** The type of the token after the one at hand, which is not the last. */
    final byte peek() {
        return types[after(index)];
    }

    final int after(int token) {
        int at = token + 1;
        while (types[at] <= TokenType.CONTINUATION) {
            at++;
        }
        return at;
    }

    final byte typeAt(int token) {
        return types[token];
    }

    final int symbolAt(int token) {
        return types[token] == TokenType.NAME ? values[token] : -1;
    }

    final boolean accept(byte expected) {
        if (type != expected) {
            return false;
        }
        advance();
        return true;
    }

    final void expect(byte expected, String what) {
        if (type != expected) {
            throw failure("expected " + what);
        }
        advance();
    }

    /** Takes a NAME and gives its string. */
    final String takeName() {
        if (type != TokenType.NAME) {
            throw failure("expected a name");
        }
        String name = symbols.name(values[index]);
        advance();
        return name;
    }

    final Identifier takeIdentifier() {
        int from = start;
        String name = takeName();
        return new Identifier(name, new TextRange(from, lastEnd));
    }

    final void enter() {
        if (++depth > MAX_DEPTH) {
            throw failure("too deeply nested");
        }
    }

    final void leave() {
        depth--;
    }

    final void checkChain(int links) {
        if (links > MAX_CHAIN) {
            throw failure("too long a chain of operators");
        }
    }

    final ParseFailure failure(String message) {
        return new ParseFailure(start, tokenEnd(), message);
    }

    final void problem(int from, int to, String message) {
        problems.add(from, to, message);
    }
}
