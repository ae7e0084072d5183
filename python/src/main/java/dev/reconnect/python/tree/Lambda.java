package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `lambda parameters: body`. */
public final class Lambda extends Expression {
    private final Parameters parameters;
    private final Expression body;

    Lambda(int start, int end, Parameters parameters, Expression body) {
        super(NodeKind.LAMBDA, start, end);
        this.parameters = parameters;
        this.body = body;
        adopt(parameters);
        adopt(body);
    }

    public Parameters parameters() {
        return parameters;
    }

    public Expression body() {
        return body;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(parameters);
        action.accept(body);
    }
}
