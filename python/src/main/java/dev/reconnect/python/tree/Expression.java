package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;

/** An expression; its range leaves out parentheses that only group, which {@link #parenthesizedRange()} adds. */
public abstract sealed class Expression extends Node
        permits Attribute,
                Await,
                BinOp,
                BoolOp,
                Call,
                Compare,
                Constant,
                Dict,
                DictComp,
                FormattedValue,
                GeneratorExp,
                IfExp,
                Interpolation,
                JoinedStr,
                Lambda,
                ListComp,
                ListDisplay,
                MagicExpression,
                Name,
                NamedExpr,
                SetComp,
                SetDisplay,
                Slice,
                Starred,
                Subscript,
                TemplateStr,
                Tuple,
                UnaryOp,
                Yield,
                YieldFrom {
    private int outerStart = -1;
    private int outerEnd = -1;

    Expression(NodeKind kind, int start, int end) {
        super(kind, start, end);
    }

    /** The range with every pair of grouping parentheses around the expression; {@link #range()} where there is none. */
    public TextRange parenthesizedRange() {
        return outerStart < 0 ? range() : new TextRange(outerStart, outerEnd);
    }

    public boolean isParenthesized() {
        return outerStart >= 0;
    }

    /** Whether the expression is read, assigned or deleted; found from the nodes around it. */
    public ExpressionContext context() {
        return ExpressionContext.of(this);
    }

    void setParentheses(int start, int end) {
        outerStart = start;
        outerEnd = end;
    }
}
