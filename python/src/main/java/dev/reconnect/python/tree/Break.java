package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `break`. */
public final class Break extends Statement {
    Break(int start, int end) {
        super(NodeKind.BREAK, start, end);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
