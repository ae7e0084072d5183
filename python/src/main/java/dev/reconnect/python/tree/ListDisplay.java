package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `[a, b]` (`List` in CPython; the name leaves `java.util.List` alone). */
public final class ListDisplay extends Expression {
    private final List<Expression> elements;

    ListDisplay(int start, int end, List<Expression> elements) {
        super(NodeKind.LIST, start, end);
        this.elements = elements;
        adoptAll(elements);
    }

    public List<Expression> elements() {
        return elements;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(elements, action);
    }
}
