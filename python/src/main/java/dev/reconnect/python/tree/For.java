package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `for` or `async for`, with its `else` block. */
public final class For extends Statement {
    private final Expression target;
    private final Expression iterable;
    private final List<Statement> body;
    private final List<Statement> orElse;

    For(
            int start,
            int end,
            boolean async,
            Expression target,
            Expression iterable,
            List<Statement> body,
            List<Statement> orElse) {
        super(async ? NodeKind.ASYNC_FOR : NodeKind.FOR, start, end);
        this.target = target;
        this.iterable = iterable;
        this.body = body;
        this.orElse = orElse;
        adopt(target);
        adopt(iterable);
        adoptAll(body);
        adoptAll(orElse);
    }

    public Expression target() {
        return target;
    }

    public Expression iterable() {
        return iterable;
    }

    public List<Statement> body() {
        return body;
    }

    public List<Statement> orElse() {
        return orElse;
    }

    public boolean isAsync() {
        return kind() == NodeKind.ASYNC_FOR;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(target);
        action.accept(iterable);
        acceptAll(body, action);
        acceptAll(orElse, action);
    }
}
