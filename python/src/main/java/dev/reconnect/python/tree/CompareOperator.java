package dev.reconnect.python.tree;

/** A comparison, identity or membership operator. */
public enum CompareOperator {
    EQ("=="),
    NOT_EQ("!="),
    LT("<"),
    LT_E("<="),
    GT(">"),
    GT_E(">="),
    IS("is"),
    IS_NOT("is not"),
    IN("in"),
    NOT_IN("not in");

    private final String symbol;

    CompareOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written. */
    public String symbol() {
        return symbol;
    }
}
