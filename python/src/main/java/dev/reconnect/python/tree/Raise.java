package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `raise`, `raise x`, `raise x from y`. */
public final class Raise extends Statement {
    private final @Nullable Expression exception;
    private final @Nullable Expression cause;

    Raise(int start, int end, @Nullable Expression exception, @Nullable Expression cause) {
        super(NodeKind.RAISE, start, end);
        this.exception = exception;
        this.cause = cause;
        adopt(exception);
        adopt(cause);
    }

    public Optional<Expression> exception() {
        return Optional.ofNullable(exception);
    }

    public Optional<Expression> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (exception != null) {
            action.accept(exception);
        }
        if (cause != null) {
            action.accept(cause);
        }
    }
}
