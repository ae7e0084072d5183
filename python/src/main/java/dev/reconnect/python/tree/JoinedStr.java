package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** An f-string, with the plain literals joined to it, or the format part of a field. */
public final class JoinedStr extends Expression {
    private final List<Expression> values;

    JoinedStr(int start, int end, List<Expression> values) {
        super(NodeKind.JOINED_STR, start, end);
        this.values = values;
        adoptAll(values);
    }

    public List<Expression> values() {
        return values;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(values, action);
    }
}
