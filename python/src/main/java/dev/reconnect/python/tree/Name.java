package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** An identifier in an expression, normalised to NFKC as Python does. */
public final class Name extends Expression {
    private final String id;

    Name(int start, int end, String id) {
        super(NodeKind.NAME, start, end);
        this.id = id;
    }

    public String id() {
        return id;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
