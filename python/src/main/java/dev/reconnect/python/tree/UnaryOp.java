package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `not x`, `-x`, `+x`, `~x`. */
public final class UnaryOp extends Expression {
    private final UnaryOperator operator;
    private final Expression operand;

    UnaryOp(int start, int end, UnaryOperator operator, Expression operand) {
        super(NodeKind.UNARY_OP, start, end);
        this.operator = operator;
        this.operand = operand;
        adopt(operand);
    }

    public UnaryOperator operator() {
        return operator;
    }

    public Expression operand() {
        return operand;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(operand);
    }
}
