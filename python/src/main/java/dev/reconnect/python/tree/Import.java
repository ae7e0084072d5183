package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** `import a.b as c, d`. */
public final class Import extends Statement {
    private final List<Alias> names;

    Import(int start, int end, List<Alias> names) {
        super(NodeKind.IMPORT, start, end);
        this.names = names;
        adoptAll(names);
    }

    public List<Alias> names() {
        return names;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(names, action);
    }
}
