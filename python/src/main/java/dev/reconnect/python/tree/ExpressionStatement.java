package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** An expression that stands as a statement (`Expr` in CPython). */
public final class ExpressionStatement extends Statement {
    private final Expression value;

    ExpressionStatement(int start, int end, Expression value) {
        super(NodeKind.EXPR, start, end);
        this.value = value;
        adopt(value);
    }

    public Expression value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(value);
    }
}
