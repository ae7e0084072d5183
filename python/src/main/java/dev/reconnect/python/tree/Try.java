package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `try` with handlers, `else` and `finally`; `TRY_STAR` where the handlers are `except*`. */
public final class Try extends Statement {
    private final List<Statement> body;
    private final List<ExceptHandler> handlers;
    private final List<Statement> orElse;
    private final List<Statement> finalBody;

    Try(
            int start,
            int end,
            boolean star,
            List<Statement> body,
            List<ExceptHandler> handlers,
            List<Statement> orElse,
            List<Statement> finalBody) {
        super(star ? NodeKind.TRY_STAR : NodeKind.TRY, start, end);
        this.body = body;
        this.handlers = handlers;
        this.orElse = orElse;
        this.finalBody = finalBody;
        adoptAll(body);
        adoptAll(handlers);
        adoptAll(orElse);
        adoptAll(finalBody);
    }

    public List<Statement> body() {
        return body;
    }

    public List<ExceptHandler> handlers() {
        return handlers;
    }

    public List<Statement> orElse() {
        return orElse;
    }

    public List<Statement> finalBody() {
        return finalBody;
    }

    public boolean isStar() {
        return kind() == NodeKind.TRY_STAR;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(body, action);
        acceptAll(handlers, action);
        acceptAll(orElse, action);
        acceptAll(finalBody, action);
    }
}
