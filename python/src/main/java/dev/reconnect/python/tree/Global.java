package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `global a, b`. */
public final class Global extends Statement {
    private final List<Identifier> names;

    Global(int start, int end, List<Identifier> names) {
        super(NodeKind.GLOBAL, start, end);
        this.names = names;
    }

    public List<Identifier> names() {
        return names;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
