package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** The right side of `x = !ls` or `x = %sql ...` in a notebook cell. */
public final class MagicExpression extends Expression {
    private final String text;
    private final MagicKind magic;

    MagicExpression(int start, int end, String text, MagicKind magic) {
        super(NodeKind.MAGIC_EXPRESSION, start, end);
        this.text = text;
        this.magic = magic;
    }

    public MagicKind magic() {
        return magic;
    }

    /** The text from the marker to the end, as written. */
    public String raw() {
        return text.substring(start(), end());
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
