package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `body if test else orElse`, the fields in that order. */
public final class IfExp extends Expression {
    private final Expression body;
    private final Expression test;
    private final Expression orElse;

    IfExp(int start, int end, Expression body, Expression test, Expression orElse) {
        super(NodeKind.IF_EXP, start, end);
        this.body = body;
        this.test = test;
        this.orElse = orElse;
        adopt(body);
        adopt(test);
        adopt(orElse);
    }

    public Expression body() {
        return body;
    }

    public Expression test() {
        return test;
    }

    public Expression orElse() {
        return orElse;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(body);
        action.accept(test);
        action.accept(orElse);
    }
}
