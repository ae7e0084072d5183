package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.function.Consumer;

/** `value[index]`; an index with commas is a `Tuple`. */
public final class Subscript extends Expression {
    private final Expression value;
    private final int open;
    private final Expression index;

    Subscript(int start, int end, Expression value, int open, Expression index) {
        super(NodeKind.SUBSCRIPT, start, end);
        this.value = value;
        this.open = open;
        this.index = index;
        adopt(value);
        adopt(index);
    }

    public Expression value() {
        return value;
    }

    public Expression index() {
        return index;
    }

    /** The bracketed index with its brackets. */
    public TextRange bracketsRange() {
        return new TextRange(open, end());
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(value);
        action.accept(index);
    }
}
