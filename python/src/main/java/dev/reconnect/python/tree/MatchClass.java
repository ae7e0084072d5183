package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `Class(pattern, name=pattern)`; one keyword pattern for each keyword name. */
public final class MatchClass extends Pattern {
    private final Expression type;
    private final List<Pattern> patterns;
    private final List<Identifier> keywordNames;
    private final List<Pattern> keywordPatterns;

    MatchClass(
            int start,
            int end,
            Expression type,
            List<Pattern> patterns,
            List<Identifier> keywordNames,
            List<Pattern> keywordPatterns) {
        super(NodeKind.MATCH_CLASS, start, end);
        this.type = type;
        this.patterns = patterns;
        this.keywordNames = keywordNames;
        this.keywordPatterns = keywordPatterns;
        adopt(type);
        adoptAll(patterns);
        adoptAll(keywordPatterns);
    }

    public Expression type() {
        return type;
    }

    public List<Pattern> patterns() {
        return patterns;
    }

    public List<Identifier> keywordNames() {
        return keywordNames;
    }

    public List<Pattern> keywordPatterns() {
        return keywordPatterns;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(type);
        acceptAll(patterns, action);
        acceptAll(keywordPatterns, action);
    }
}
