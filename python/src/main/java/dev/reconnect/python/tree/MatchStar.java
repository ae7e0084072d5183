package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `*rest` or `*_` in a sequence pattern. */
public final class MatchStar extends Pattern {
    private final @Nullable Identifier name;

    MatchStar(int start, int end, @Nullable Identifier name) {
        super(NodeKind.MATCH_STAR, start, end);
        this.name = name;
    }

    public Optional<Identifier> name() {
        return Optional.ofNullable(name);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
