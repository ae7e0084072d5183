package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `target: annotation`, with or without `= value`. */
public final class AnnAssign extends Statement {
    private final Expression target;
    private final Expression annotation;
    private final @Nullable Expression value;

    AnnAssign(int start, int end, Expression target, Expression annotation, @Nullable Expression value) {
        super(NodeKind.ANN_ASSIGN, start, end);
        this.target = target;
        this.annotation = annotation;
        this.value = value;
        adopt(target);
        adopt(annotation);
        adopt(value);
    }

    public Expression target() {
        return target;
    }

    public Expression annotation() {
        return annotation;
    }

    public Optional<Expression> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(target);
        action.accept(annotation);
        if (value != null) {
            action.accept(value);
        }
    }
}
