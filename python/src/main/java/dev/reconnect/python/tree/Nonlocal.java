package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `nonlocal a, b`. */
public final class Nonlocal extends Statement {
    private final List<Identifier> names;

    Nonlocal(int start, int end, List<Identifier> names) {
        super(NodeKind.NONLOCAL, start, end);
        this.names = names;
    }

    public List<Identifier> names() {
        return names;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
