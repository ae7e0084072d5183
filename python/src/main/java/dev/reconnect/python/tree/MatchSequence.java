package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `[a, *rest]` or `(a, b)` in a pattern. */
public final class MatchSequence extends Pattern {
    private final List<Pattern> patterns;

    MatchSequence(int start, int end, List<Pattern> patterns) {
        super(NodeKind.MATCH_SEQUENCE, start, end);
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
