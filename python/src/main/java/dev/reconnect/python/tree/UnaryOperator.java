package dev.reconnect.python.tree;

/** A prefix operator. */
public enum UnaryOperator {
    NOT("not"),
    MINUS("-"),
    PLUS("+"),
    INVERT("~");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written. */
    public String symbol() {
        return symbol;
    }
}
