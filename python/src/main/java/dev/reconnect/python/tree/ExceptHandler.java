package dev.reconnect.python.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `except type as name:` with its block; without parentheses several types are a `Tuple`. */
public final class ExceptHandler extends Node {
    private final @Nullable Expression type;
    private final @Nullable Identifier name;
    private final List<Statement> body;

    ExceptHandler(int start, int end, @Nullable Expression type, @Nullable Identifier name, List<Statement> body) {
        super(NodeKind.EXCEPT_HANDLER, start, end);
        this.type = type;
        this.name = name;
        this.body = body;
        adopt(type);
        adoptAll(body);
    }

    public Optional<Expression> type() {
        return Optional.ofNullable(type);
    }

    public Optional<Identifier> name() {
        return Optional.ofNullable(name);
    }

    public List<Statement> body() {
        return body;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (type != null) {
            action.accept(type);
        }
        acceptAll(body, action);
    }
}
