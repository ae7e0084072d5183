package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `{a, b}` (`Set` in CPython; the name leaves `java.util.Set` alone). */
public final class SetDisplay extends Expression {
    private final List<Expression> elements;

    SetDisplay(int start, int end, List<Expression> elements) {
        super(NodeKind.SET, start, end);
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
