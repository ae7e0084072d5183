package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node of the Python tree, shaped and named as in CPython's `ast`. Ranges are those of CPython, in UTF-16 units of the
 * file's text. Nodes do not change after the parse.
 */
public abstract sealed class Node
        permits Alias,
                Comprehension,
                DictEntry,
                ExceptHandler,
                Expression,
                Keyword,
                MatchCase,
                Module,
                Parameter,
                Parameters,
                Pattern,
                Statement,
                TypeParameter,
                WithItem {
    private final NodeKind kind;
    private final int start;
    private final int end;
    private @Nullable Node parent;

    Node(NodeKind kind, int start, int end) {
        this.kind = kind;
        this.start = start;
        this.end = end;
    }

    public final NodeKind kind() {
        return kind;
    }

    public final int start() {
        return start;
    }

    public final int end() {
        return end;
    }

    public final TextRange range() {
        return new TextRange(start, end);
    }

    /** From the place, which is at hand; nodes are equal only to themselves. */
    @Override
    public final int hashCode() {
        return start * 31 + end;
    }

    /** The node above; absent for the module. */
    public final Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    /** The nearest node above of that type. */
    public final <T extends Node> Optional<T> findAncestor(Class<T> type) {
        for (Node node = parent; node != null; node = node.parent) {
            if (type.isInstance(node)) {
                return Optional.of(type.cast(node));
            }
        }
        return Optional.empty();
    }

    /** Calls the action for each direct child, in source order. */
    public abstract void forEachChild(Consumer<? super Node> action);

    /** Calls the action for this node and everything below it, parents first, in source order. */
    public final void walk(Consumer<? super Node> action) {
        new Walk(action).accept(this);
    }

    /** Goes down by calls as far as trees usually go, which is the fastest way. */
    private static final class Walk implements Consumer<Node> {
        private static final int MAX_DEPTH = 200;

        private final Consumer<? super Node> action;
        private int depth;

        Walk(Consumer<? super Node> action) {
            this.action = action;
        }

        @Override
        public void accept(Node node) {
            if (depth == MAX_DEPTH) {
                walkDeep(node);
                return;
            }
            depth++;
            action.accept(node);
            node.forEachChild(this);
            depth--;
        }

        /** With a stack of its own: a long chain of operators is a tree deeper than a thread's stack. */
        private void walkDeep(Node top) {
            ArrayDeque<Node> pending = new ArrayDeque<>();
            List<Node> children = new ArrayList<>();
            pending.push(top);
            while (!pending.isEmpty()) {
                Node node = pending.pop();
                action.accept(node);
                node.forEachChild(children::add);
                for (int i = children.size() - 1; i >= 0; i--) {
                    pending.push(children.get(i));
                }
                children.clear();
            }
        }
    }

    /** The direct children, in source order. */
    public final List<Node> children() {
        List<Node> children = new ArrayList<>();
        forEachChild(children::add);
        return children;
    }

    final @Nullable Node parentOrNull() {
        return parent;
    }

    final void adopt(@Nullable Node child) {
        if (child != null) {
            child.parent = this;
        }
    }

    final void adoptAll(List<? extends Node> children) {
        for (int i = 0, n = children.size(); i < n; i++) {
            adopt(children.get(i));
        }
    }

    static void acceptAll(List<? extends Node> nodes, Consumer<? super Node> action) {
        for (int i = 0, n = nodes.size(); i < n; i++) {
            action.accept(nodes.get(i));
        }
    }

    /** Both lists, each in source order already, as one in source order. */
    static void acceptMerged(List<? extends Node> left, List<? extends Node> right, Consumer<? super Node> action) {
        int i = 0;
        for (Node second : right) {
            while (i < left.size() && left.get(i).start() < second.start()) {
                action.accept(left.get(i++));
            }
            action.accept(second);
        }
        while (i < left.size()) {
            action.accept(left.get(i++));
        }
    }

    @Override
    public String toString() {
        return kind.astName() + "[" + start + ".." + end + "]";
    }
}
