package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `T: bound = default`, `*Ts` or `**P` in a type parameter list. */
public final class TypeParameter extends Node {
    private final String name;
    private final int nameStart;
    private final int nameEnd;
    private final @Nullable Expression bound;
    private final @Nullable Expression defaultValue;

    TypeParameter(
            int start,
            int end,
            NodeKind kind,
            String name,
            int nameStart,
            int nameEnd,
            @Nullable Expression bound,
            @Nullable Expression defaultValue) {
        super(kind, start, end);
        this.name = name;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
        this.bound = bound;
        this.defaultValue = defaultValue;
        adopt(bound);
        adopt(defaultValue);
    }

    public String name() {
        return name;
    }

    public Optional<Expression> bound() {
        return Optional.ofNullable(bound);
    }

    public Optional<Expression> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Where the name stands. */
    public TextRange nameRange() {
        return new TextRange(nameStart, nameEnd);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (bound != null) {
            action.accept(bound);
        }
        if (defaultValue != null) {
            action.accept(defaultValue);
        }
    }
}
