package dev.reconnect.python.tree;

import java.util.function.Consumer;

/** A notebook line that IPython, not Python, runs: `%sql ...`, `!pip ...`, `?help`, or a whole `%%bash` cell. */
public final class MagicStatement extends Statement {
    private final String text;
    private final MagicKind magic;

    MagicStatement(int start, int end, String text, MagicKind magic) {
        super(NodeKind.MAGIC, start, end);
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
