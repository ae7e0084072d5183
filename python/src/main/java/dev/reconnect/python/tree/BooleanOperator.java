package dev.reconnect.python.tree;

/** `and` or `or`. */
public enum BooleanOperator {
    AND("and"),
    OR("or");

    private final String symbol;

    BooleanOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written. */
    public String symbol() {
        return symbol;
    }
}
