package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `a | b` in a pattern. */
public final class MatchOr extends Pattern {
    private final List<Pattern> patterns;

    MatchOr(int start, int end, List<Pattern> patterns) {
        super(NodeKind.MATCH_OR, start, end);
        this.patterns = patterns;
        adoptAll(patterns);
    }

    public List<Pattern> patterns() {
        return patterns;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(patterns, action);
    }
}
