package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** A literal or dotted name in a pattern. */
public final class MatchValue extends Pattern {
    private final Expression value;

    MatchValue(int start, int end, Expression value) {
        super(NodeKind.MATCH_VALUE, start, end);
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
