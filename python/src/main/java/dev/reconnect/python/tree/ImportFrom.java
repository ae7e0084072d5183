package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** `from ..module import a as b, c`; a star import has one alias called `*`. */
public final class ImportFrom extends Statement {
    private final @Nullable String module;
    private final int moduleStart;
    private final int moduleEnd;
    private final int level;
    private final List<Alias> names;

    ImportFrom(
            int start, int end, @Nullable String module, int moduleStart, int moduleEnd, int level, List<Alias> names) {
        super(NodeKind.IMPORT_FROM, start, end);
        this.module = module;
        this.moduleStart = moduleStart;
        this.moduleEnd = moduleEnd;
        this.level = level;
        this.names = names;
        adoptAll(names);
    }

    public Optional<String> module() {
        return Optional.ofNullable(module);
    }

    public int level() {
        return level;
    }

    public List<Alias> names() {
        return names;
    }

    /** Where the module's dotted name stands; absent for `from . import x`. */
    public Optional<TextRange> moduleRange() {
        return module == null ? Optional.empty() : Optional.of(new TextRange(moduleStart, moduleEnd));
    }

    public boolean isStar() {
        return names.size() == 1 && names.get(0).name().equals("*");
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(names, action);
    }
}
