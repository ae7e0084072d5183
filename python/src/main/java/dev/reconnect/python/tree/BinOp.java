package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** A binary arithmetic or bit operation. */
public final class BinOp extends Expression {
    private final Expression left;
    private final BinaryOperator operator;
    private final Expression right;

    BinOp(int start, int end, Expression left, BinaryOperator operator, Expression right) {
        super(NodeKind.BIN_OP, start, end);
        this.left = left;
        this.operator = operator;
        this.right = right;
        adopt(left);
        adopt(right);
    }

    public Expression left() {
        return left;
    }

    public BinaryOperator operator() {
        return operator;
    }

    public Expression right() {
        return right;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(left);
        action.accept(right);
    }
}
