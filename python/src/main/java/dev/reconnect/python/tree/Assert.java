package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `assert test, message`. */
public final class Assert extends Statement {
    private final Expression test;
    private final @Nullable Expression message;

    Assert(int start, int end, Expression test, @Nullable Expression message) {
        super(NodeKind.ASSERT, start, end);
        this.test = test;
        this.message = message;
        adopt(test);
        adopt(message);
    }

    public Expression test() {
        return test;
    }

    public Optional<Expression> message() {
        return Optional.ofNullable(message);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(test);
        if (message != null) {
            action.accept(message);
        }
    }
}
