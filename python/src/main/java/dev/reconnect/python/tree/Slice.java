package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `lower:upper:step` in a subscript. */
public final class Slice extends Expression {
    private final @Nullable Expression lower;
    private final @Nullable Expression upper;
    private final @Nullable Expression step;

    Slice(int start, int end, @Nullable Expression lower, @Nullable Expression upper, @Nullable Expression step) {
        super(NodeKind.SLICE, start, end);
        this.lower = lower;
        this.upper = upper;
        this.step = step;
        adopt(lower);
        adopt(upper);
        adopt(step);
    }

    public Optional<Expression> lower() {
        return Optional.ofNullable(lower);
    }

    public Optional<Expression> upper() {
        return Optional.ofNullable(upper);
    }

    public Optional<Expression> step() {
        return Optional.ofNullable(step);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (lower != null) {
            action.accept(lower);
        }
        if (upper != null) {
            action.accept(upper);
        }
        if (step != null) {
            action.accept(step);
        }
    }
}
