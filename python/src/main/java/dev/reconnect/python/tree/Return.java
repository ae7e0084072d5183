package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `return`, with or without a value. */
public final class Return extends Statement {
    private final @Nullable Expression value;

    Return(int start, int end, @Nullable Expression value) {
        super(NodeKind.RETURN, start, end);
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
