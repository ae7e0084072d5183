package dev.reconnect.python.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The root: one file, or one notebook cell. */
@SuppressWarnings("JavaLangClash") // CPython's name; nobody here means java.lang.Module.
public final class Module extends Node {
    private final String text;
    private final List<Statement> body;

    Module(int start, int end, String text, List<Statement> body) {
        super(NodeKind.MODULE, start, end);
        this.text = text;
        this.body = body;
        adoptAll(body);
    }

    public String text() {
        return text;
    }

    public List<Statement> body() {
        return body;
    }

    /** The string that opens the module, where there is one. */
    public Optional<Constant> docstring() {
        return Constant.docstringOf(body);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(body, action);
    }
}
