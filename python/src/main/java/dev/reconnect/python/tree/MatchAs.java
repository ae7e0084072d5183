package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `pattern as name`, a capture `name`, or the wildcard `_` (neither). */
public final class MatchAs extends Pattern {
    private final @Nullable Pattern pattern;
    private final @Nullable Identifier name;

    MatchAs(int start, int end, @Nullable Pattern pattern, @Nullable Identifier name) {
        super(NodeKind.MATCH_AS, start, end);
        this.pattern = pattern;
        this.name = name;
        adopt(pattern);
    }

    public Optional<Pattern> pattern() {
        return Optional.ofNullable(pattern);
    }

    public Optional<Identifier> name() {
        return Optional.ofNullable(name);
    }

    public boolean isWildcard() {
        return pattern == null && name == null;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (pattern != null) {
            action.accept(pattern);
        }
    }
}
