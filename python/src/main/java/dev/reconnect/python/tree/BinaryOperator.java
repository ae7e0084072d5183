package dev.reconnect.python.tree;

/** An arithmetic or bit operator. */
public enum BinaryOperator {
    ADD("+"),
    SUB("-"),
    MULT("*"),
    MAT_MULT("@"),
    DIV("/"),
    MOD("%"),
    POW("**"),
    LEFT_SHIFT("<<"),
    RIGHT_SHIFT(">>"),
    BIT_OR("|"),
    BIT_XOR("^"),
    BIT_AND("&"),
    FLOOR_DIV("//");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written. */
    public String symbol() {
        return symbol;
    }
}
