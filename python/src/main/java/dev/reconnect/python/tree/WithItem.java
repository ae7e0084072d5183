package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `context as target` in a `with`. */
public final class WithItem extends Node {
    private final Expression context;
    private final @Nullable Expression target;

    WithItem(int start, int end, Expression context, @Nullable Expression target) {
        super(NodeKind.WITH_ITEM, start, end);
        this.context = context;
        this.target = target;
        adopt(context);
        adopt(target);
    }

    public Expression context() {
        return context;
    }

    public Optional<Expression> target() {
        return Optional.ofNullable(target);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(context);
        if (target != null) {
            action.accept(target);
        }
    }
}
