package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `None`, `True` or `False` in a pattern. */
public final class MatchSingleton extends Pattern {
    private final String value;

    MatchSingleton(int start, int end, String value) {
        super(NodeKind.MATCH_SINGLETON, start, end);
        this.value = value;
    }

    public String value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
