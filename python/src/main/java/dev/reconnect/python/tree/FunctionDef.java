package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `def` or `async def`; as in CPython the range starts at the keyword, after the decorators. */
public final class FunctionDef extends Statement {
    private final List<Expression> decorators;
    private final String name;
    private final int nameStart;
    private final int nameEnd;
    private final List<TypeParameter> typeParameters;
    private final Parameters parameters;
    private final @Nullable Expression returns;
    private final List<Statement> body;

    FunctionDef(
            int start,
            int end,
            boolean async,
            List<Expression> decorators,
            String name,
            int nameStart,
            int nameEnd,
            List<TypeParameter> typeParameters,
            Parameters parameters,
            @Nullable Expression returns,
            List<Statement> body) {
        super(async ? NodeKind.ASYNC_FUNCTION_DEF : NodeKind.FUNCTION_DEF, start, end);
        this.decorators = decorators;
        this.name = name;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
        this.typeParameters = typeParameters;
        this.parameters = parameters;
        this.returns = returns;
        this.body = body;
        adoptAll(decorators);
        adoptAll(typeParameters);
        adopt(parameters);
        adopt(returns);
        adoptAll(body);
    }

    public List<Expression> decorators() {
        return decorators;
    }

    public String name() {
        return name;
    }

    public List<TypeParameter> typeParameters() {
        return typeParameters;
    }

    public Parameters parameters() {
        return parameters;
    }

    public Optional<Expression> returns() {
        return Optional.ofNullable(returns);
    }

    public List<Statement> body() {
        return body;
    }

    /** Where the name stands. */
    public TextRange nameRange() {
        return new TextRange(nameStart, nameEnd);
    }

    public boolean isAsync() {
        return kind() == NodeKind.ASYNC_FUNCTION_DEF;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(decorators, action);
        acceptAll(typeParameters, action);
        action.accept(parameters);
        if (returns != null) {
            action.accept(returns);
        }
        acceptAll(body, action);
    }
}
