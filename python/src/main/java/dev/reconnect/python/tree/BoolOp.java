package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `a and b and c` or `a or b`. */
public final class BoolOp extends Expression {
    private final BooleanOperator operator;
    private final List<Expression> values;

    BoolOp(int start, int end, BooleanOperator operator, List<Expression> values) {
        super(NodeKind.BOOL_OP, start, end);
        this.operator = operator;
        this.values = values;
        adoptAll(values);
    }

    public BooleanOperator operator() {
        return operator;
    }

    public List<Expression> values() {
        return values;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(values, action);
    }
}
