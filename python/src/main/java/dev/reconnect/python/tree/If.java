package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `if` or `elif`; an `elif` is the only statement of the outer one's `orElse`, as in CPython. */
public final class If extends Statement {
    private final boolean elif;
    private final Expression test;
    private final List<Statement> body;
    private final List<Statement> orElse;

    If(int start, int end, boolean elif, Expression test, List<Statement> body, List<Statement> orElse) {
        super(NodeKind.IF, start, end);
        this.elif = elif;
        this.test = test;
        this.body = body;
        this.orElse = orElse;
        adopt(test);
        adoptAll(body);
        adoptAll(orElse);
    }

    public boolean isElif() {
        return elif;
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
