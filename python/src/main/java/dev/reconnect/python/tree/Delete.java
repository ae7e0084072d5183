package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `del a, b`. */
public final class Delete extends Statement {
    private final List<Expression> targets;

    Delete(int start, int end, List<Expression> targets) {
        super(NodeKind.DELETE, start, end);
        this.targets = targets;
        adoptAll(targets);
    }

    public List<Expression> targets() {
        return targets;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(targets, action);
    }
}
