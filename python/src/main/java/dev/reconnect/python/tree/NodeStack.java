package dev.reconnect.python.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Nodes that the parser has made and that await the node above them. */
final class NodeStack {
    private @Nullable Node[] nodes = new Node[64];
    private int size;

    int size() {
        return size;
    }

    void push(Node node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        nodes[size++] = node;
    }

    void truncate(int mark) {
        size = Math.min(size, mark);
    }

    /** Takes off what lies above the mark; the caller knows the type of what it pushed there. */
    <T extends Node> NodeList<T> take(int mark) {
        if (size == mark) {
            return NodeList.empty();
        }
        Node[] taken = new Node[size - mark];
        System.arraycopy(nodes, mark, taken, 0, taken.length);
        size = mark;
        return new NodeList<>(taken);
    }

    /** A `/` in a parameter list makes all before it positional-only. */
    void makePositionalOnly(int mark) {
        for (int i = mark; i < size; i++) {
            if (nodes[i] instanceof Parameter parameter) {
                parameter.becomePositionalOnly();
            }
        }
    }
}
