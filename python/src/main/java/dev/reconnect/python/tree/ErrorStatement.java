package dev.reconnect.python.tree;

import java.util.List;
import java.util.function.Consumer;

/** Text that is not Python; what could be read of it (operands of a Python 2 `print`, the block under a broken header) stands below it. */
public final class ErrorStatement extends Statement {
    private final String reason;
    private final List<Node> parts;

    ErrorStatement(int start, int end, String reason, List<Node> parts) {
        super(NodeKind.ERROR, start, end);
        this.reason = reason;
        this.parts = parts;
        adoptAll(parts);
    }

    public String reason() {
        return reason;
    }

    public List<Node> parts() {
        return parts;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(parts, action);
    }
}
