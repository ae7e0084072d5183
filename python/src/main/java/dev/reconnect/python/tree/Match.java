package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `match subject:` with its cases. */
public final class Match extends Statement {
    private final Expression subject;
    private final List<MatchCase> cases;

    Match(int start, int end, Expression subject, List<MatchCase> cases) {
        super(NodeKind.MATCH, start, end);
        this.subject = subject;
        this.cases = cases;
        adopt(subject);
        adoptAll(cases);
    }

    public Expression subject() {
        return subject;
    }

    public List<MatchCase> cases() {
        return cases;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(subject);
        acceptAll(cases, action);
    }
}
