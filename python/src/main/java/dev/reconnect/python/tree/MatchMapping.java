package dev.reconnect.python.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `{key: pattern, **rest}`; one pattern for each key. */
public final class MatchMapping extends Pattern {
    private final List<Expression> keys;
    private final List<Pattern> patterns;
    private final @Nullable Identifier rest;

    MatchMapping(int start, int end, List<Expression> keys, List<Pattern> patterns, @Nullable Identifier rest) {
        super(NodeKind.MATCH_MAPPING, start, end);
        this.keys = keys;
        this.patterns = patterns;
        this.rest = rest;
        adoptAll(keys);
        adoptAll(patterns);
    }

    public List<Expression> keys() {
        return keys;
    }

    public List<Pattern> patterns() {
        return patterns;
    }

    public Optional<Identifier> rest() {
        return Optional.ofNullable(rest);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptMerged(keys, patterns, action);
    }
}
