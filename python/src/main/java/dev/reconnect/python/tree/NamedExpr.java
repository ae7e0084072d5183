package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** `target := value`. */
public final class NamedExpr extends Expression {
    private final Name target;
    private final Expression value;

    NamedExpr(int start, int end, Name target, Expression value) {
        super(NodeKind.NAMED_EXPR, start, end);
        this.target = target;
        this.value = value;
        adopt(target);
        adopt(value);
    }

    public Name target() {
        return target;
    }

    public Expression value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(target);
        action.accept(value);
    }
}
