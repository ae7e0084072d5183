package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `key: value` of a dict display; no key stands for `**value`. */
public final class DictEntry extends Node {
    private final @Nullable Expression key;
    private final Expression value;

    DictEntry(int start, int end, @Nullable Expression key, Expression value) {
        super(NodeKind.DICT_ENTRY, start, end);
        this.key = key;
        this.value = value;
        adopt(key);
        adopt(value);
    }

    public Optional<Expression> key() {
        return Optional.ofNullable(key);
    }

    public Expression value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (key != null) {
            action.accept(key);
        }
        action.accept(value);
    }
}
