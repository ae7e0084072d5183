package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `{key: value for ...}`. */
public final class DictComp extends Expression {
    private final Expression key;
    private final Expression value;
    private final List<Comprehension> generators;

    DictComp(int start, int end, Expression key, Expression value, List<Comprehension> generators) {
        super(NodeKind.DICT_COMP, start, end);
        this.key = key;
        this.value = value;
        this.generators = generators;
        adopt(key);
        adopt(value);
        adoptAll(generators);
    }

    public Expression key() {
        return key;
    }

    public Expression value() {
        return value;
    }

    public List<Comprehension> generators() {
        return generators;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(key);
        action.accept(value);
        acceptAll(generators, action);
    }
}
