package dev.reconnect.python.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `case pattern if guard:` with its block. */
public final class MatchCase extends Node {
    private final Pattern pattern;
    private final @Nullable Expression guard;
    private final List<Statement> body;

    MatchCase(int start, int end, Pattern pattern, @Nullable Expression guard, List<Statement> body) {
        super(NodeKind.MATCH_CASE, start, end);
        this.pattern = pattern;
        this.guard = guard;
        this.body = body;
        adopt(pattern);
        adopt(guard);
        adoptAll(body);
    }

    public Pattern pattern() {
        return pattern;
    }

    public Optional<Expression> guard() {
        return Optional.ofNullable(guard);
    }

    public List<Statement> body() {
        return body;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(pattern);
        if (guard != null) {
            action.accept(guard);
        }
        acceptAll(body, action);
    }
}
