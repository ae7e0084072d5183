package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `pass`. */
public final class Pass extends Statement {
    Pass(int start, int end) {
        super(NodeKind.PASS, start, end);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
