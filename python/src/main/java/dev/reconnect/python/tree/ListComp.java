package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `[element for ...]`. */
public final class ListComp extends Expression {
    private final Expression element;
    private final List<Comprehension> generators;

    ListComp(int start, int end, Expression element, List<Comprehension> generators) {
        super(NodeKind.LIST_COMP, start, end);
        this.element = element;
        this.generators = generators;
        adopt(element);
        adoptAll(generators);
    }

    public Expression element() {
        return element;
    }

    public List<Comprehension> generators() {
        return generators;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(element);
        acceptAll(generators, action);
    }
}
