package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `left < b <= c`: one operator for each comparator. */
public final class Compare extends Expression {
    private final Expression left;
    private final List<CompareOperator> operators;
    private final List<Expression> comparators;

    Compare(int start, int end, Expression left, List<CompareOperator> operators, List<Expression> comparators) {
        super(NodeKind.COMPARE, start, end);
        this.left = left;
        this.operators = operators;
        this.comparators = comparators;
        adopt(left);
        adoptAll(comparators);
    }

    public Expression left() {
        return left;
    }

    public List<CompareOperator> operators() {
        return operators;
    }

    public List<Expression> comparators() {
        return comparators;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(left);
        acceptAll(comparators, action);
    }
}
