package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `yield`, with or without a value. */
public final class Yield extends Expression {
    private final @Nullable Expression value;

    Yield(int start, int end, @Nullable Expression value) {
        super(NodeKind.YIELD, start, end);
        this.value = value;
        adopt(value);
    }

    public Optional<Expression> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (value != null) {
            action.accept(value);
        }
    }
}
