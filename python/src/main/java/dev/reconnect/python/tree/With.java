package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `with` or `async with`. */
public final class With extends Statement {
    private final List<WithItem> items;
    private final List<Statement> body;

    With(int start, int end, boolean async, List<WithItem> items, List<Statement> body) {
        super(async ? NodeKind.ASYNC_WITH : NodeKind.WITH, start, end);
        this.items = items;
        this.body = body;
        adoptAll(items);
        adoptAll(body);
    }

    public List<WithItem> items() {
        return items;
    }

    public List<Statement> body() {
        return body;
    }

    public boolean isAsync() {
        return kind() == NodeKind.ASYNC_WITH;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(items, action);
        acceptAll(body, action);
    }
}
