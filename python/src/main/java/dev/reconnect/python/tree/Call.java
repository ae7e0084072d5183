package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A call; positional and starred arguments apart from keyword arguments, as in CPython. */
public final class Call extends Expression {
    private final Expression function;
    private final int open;
    private final List<Expression> arguments;
    private final List<Keyword> keywords;

    Call(int start, int end, Expression function, int open, List<Expression> arguments, List<Keyword> keywords) {
        super(NodeKind.CALL, start, end);
        this.function = function;
        this.open = open;
        this.arguments = arguments;
        this.keywords = keywords;
        adopt(function);
        adoptAll(arguments);
        adoptAll(keywords);
    }

    public Expression function() {
        return function;
    }

    public List<Expression> arguments() {
        return arguments;
    }

    public List<Keyword> keywords() {
        return keywords;
    }

    /** The parenthesised argument list with its parentheses. */
    public TextRange argumentsRange() {
        return new TextRange(open, end());
    }

    /** The keyword argument of that name. */
    public Optional<Keyword> findKeyword(String name) {
        for (Keyword keyword : keywords) {
            if (keyword.isNamed(name)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(function);
        acceptMerged(arguments, keywords, action);
    }
}
