package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `{key: value, **other}`. */
public final class Dict extends Expression {
    private final List<DictEntry> entries;

    Dict(int start, int end, List<DictEntry> entries) {
        super(NodeKind.DICT, start, end);
        this.entries = entries;
        adoptAll(entries);
    }

    public List<DictEntry> entries() {
        return entries;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(entries, action);
    }
}
