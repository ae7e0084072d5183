package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `await value`. */
public final class Await extends Expression {
    private final Expression value;

    Await(int start, int end, Expression value) {
        super(NodeKind.AWAIT, start, end);
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
