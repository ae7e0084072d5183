package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `a = b = value`; several targets stand for a chain, a tuple target is one `Tuple`. */
public final class Assign extends Statement {
    private final List<Expression> targets;
    private final Expression value;

    Assign(int start, int end, List<Expression> targets, Expression value) {
        super(NodeKind.ASSIGN, start, end);
        this.targets = targets;
        this.value = value;
        adoptAll(targets);
        adopt(value);
    }

    public List<Expression> targets() {
        return targets;
    }

    public Expression value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(targets, action);
        action.accept(value);
    }
}
