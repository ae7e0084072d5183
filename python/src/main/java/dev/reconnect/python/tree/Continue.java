package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `continue`. */
public final class Continue extends Statement {
    Continue(int start, int end) {
        super(NodeKind.CONTINUE, start, end);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
