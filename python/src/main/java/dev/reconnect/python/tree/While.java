package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `while`, with its `else` block. */
public final class While extends Statement {
    private final Expression test;
    private final List<Statement> body;
    private final List<Statement> orElse;

    While(int start, int end, Expression test, List<Statement> body, List<Statement> orElse) {
        super(NodeKind.WHILE, start, end);
        this.test = test;
        this.body = body;
        this.orElse = orElse;
        adopt(test);
        adoptAll(body);
        adoptAll(orElse);
    }

    public Expression test() {
        return test;
    }

    public List<Statement> body() {
        return body;
    }

    public List<Statement> orElse() {
        return orElse;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(test);
        acceptAll(body, action);
        acceptAll(orElse, action);
    }
}
