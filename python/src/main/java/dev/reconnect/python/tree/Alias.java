package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `name as asName` in an import; the name may be dotted, or `*`. */
public final class Alias extends Node {
    private final String name;
    private final int nameEnd;
    private final @Nullable Identifier asName;

    Alias(int start, int end, String name, int nameEnd, @Nullable Identifier asName) {
        super(NodeKind.ALIAS, start, end);
        this.name = name;
        this.nameEnd = nameEnd;
        this.asName = asName;
    }

    public String name() {
        return name;
    }

    public Optional<Identifier> asName() {
        return Optional.ofNullable(asName);
    }

    /** Where the imported name stands. */
    public TextRange nameRange() {
        return new TextRange(start(), nameEnd);
    }

    /** The name that the import binds: of `import a.b` it is `a`. */
    public String boundName() {
        if (asName != null) {
            return asName.name();
        }
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
}
