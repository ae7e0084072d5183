package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `for target in iterable if condition` of a comprehension. */
public final class Comprehension extends Node {
    private final boolean async;
    private final Expression target;
    private final Expression iterable;
    private final List<Expression> conditions;

    Comprehension(
            int start, int end, boolean async, Expression target, Expression iterable, List<Expression> conditions) {
        super(NodeKind.COMPREHENSION, start, end);
        this.async = async;
        this.target = target;
        this.iterable = iterable;
        this.conditions = conditions;
        adopt(target);
        adopt(iterable);
        adoptAll(conditions);
    }

    public boolean isAsync() {
        return async;
    }

    public Expression target() {
        return target;
    }

    public Expression iterable() {
        return iterable;
    }

    public List<Expression> conditions() {
        return conditions;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(target);
        action.accept(iterable);
        acceptAll(conditions, action);
    }
}
