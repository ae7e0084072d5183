package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `*value`. */
public final class Starred extends Expression {
    private final Expression value;

    Starred(int start, int end, Expression value) {
        super(NodeKind.STARRED, start, end);
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
