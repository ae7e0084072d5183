package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `target += value` and its kin. */
public final class AugAssign extends Statement {
    private final Expression target;
    private final BinaryOperator operator;
    private final Expression value;

    AugAssign(int start, int end, Expression target, BinaryOperator operator, Expression value) {
        super(NodeKind.AUG_ASSIGN, start, end);
        this.target = target;
        this.operator = operator;
        this.value = value;
        adopt(target);
        adopt(value);
    }

    public Expression target() {
        return target;
    }

    public BinaryOperator operator() {
        return operator;
    }

    public Expression value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(target);
        action.accept(value);
    }
}
