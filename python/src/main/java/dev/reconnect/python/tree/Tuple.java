package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `a, b` or `(a, b)`; parentheses that make the tuple are part of its range. */
public final class Tuple extends Expression {
    private final List<Expression> elements;
    private final boolean enclosed;

    Tuple(int start, int end, List<Expression> elements, boolean enclosed) {
        super(NodeKind.TUPLE, start, end);
        this.elements = elements;
        this.enclosed = enclosed;
        adoptAll(elements);
    }

    public List<Expression> elements() {
        return elements;
    }

    public boolean isEnclosed() {
        return enclosed;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(elements, action);
    }
}
