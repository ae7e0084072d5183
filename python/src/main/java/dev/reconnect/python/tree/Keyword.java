package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `name=value` in a call or class header; no name stands for `**value`. */
public final class Keyword extends Node {
    private final @Nullable String name;
    private final int nameEnd;
    private final Expression value;

    Keyword(int start, int end, @Nullable String name, int nameEnd, Expression value) {
        super(NodeKind.KEYWORD, start, end);
        this.name = name;
        this.nameEnd = nameEnd;
        this.value = value;
        adopt(value);
    }

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public Expression value() {
        return value;
    }

    /** Where the name stands. */
    public Optional<TextRange> nameRange() {
        return name == null ? Optional.empty() : Optional.of(new TextRange(start(), nameEnd));
    }

    public boolean isNamed(String other) {
        return other.equals(name);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(value);
    }
}
