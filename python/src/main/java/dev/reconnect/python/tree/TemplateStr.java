package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** A t-string (PEP 750). */
public final class TemplateStr extends Expression {
    private final List<Expression> values;

    TemplateStr(int start, int end, List<Expression> values) {
        super(NodeKind.TEMPLATE_STR, start, end);
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
