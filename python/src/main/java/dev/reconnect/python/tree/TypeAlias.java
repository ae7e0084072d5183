package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `type X[T] = value`. */
public final class TypeAlias extends Statement {
    private final Name name;
    private final List<TypeParameter> typeParameters;
    private final Expression value;

    TypeAlias(int start, int end, Name name, List<TypeParameter> typeParameters, Expression value) {
        super(NodeKind.TYPE_ALIAS, start, end);
        this.name = name;
        this.typeParameters = typeParameters;
        this.value = value;
        adopt(name);
        adoptAll(typeParameters);
        adopt(value);
    }

    public Name name() {
        return name;
    }

    public List<TypeParameter> typeParameters() {
        return typeParameters;
    }

    public Expression value() {
        return value;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(name);
        acceptAll(typeParameters, action);
        action.accept(value);
    }
}
