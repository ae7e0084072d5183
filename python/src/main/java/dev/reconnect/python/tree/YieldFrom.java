package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `yield from value`. */
public final class YieldFrom extends Expression {
    private final Expression value;

    YieldFrom(int start, int end, Expression value) {
        super(NodeKind.YIELD_FROM, start, end);
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
