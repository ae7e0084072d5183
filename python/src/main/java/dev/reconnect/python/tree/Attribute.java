package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.function.Consumer;

/** `value.name`. */
public final class Attribute extends Expression {
    private final Expression value;
    private final int dot;
    private final int nameStart;
    private final String name;

    Attribute(int start, int end, Expression value, int dot, int nameStart, String name) {
        super(NodeKind.ATTRIBUTE, start, end);
        this.value = value;
        this.dot = dot;
        this.nameStart = nameStart;
        this.name = name;
        adopt(value);
    }

    public Expression value() {
        return value;
    }

    public String name() {
        return name;
    }

    /** Where the name stands. */
    public TextRange nameRange() {
        return new TextRange(nameStart, end());
    }

    /** The dot and the name: what to delete to leave the value alone. */
    public TextRange selectorRange() {
        return new TextRange(dot, end());
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(value);
    }
}
