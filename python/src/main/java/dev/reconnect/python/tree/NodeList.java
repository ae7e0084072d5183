package dev.reconnect.python.tree;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An unmodifiable list of nodes; one class for all lists of the tree, so that walks stay cheap. */
final class NodeList<T extends Node> extends AbstractList<T> implements RandomAccess {
    private static final NodeList<Node> EMPTY = new NodeList<>(new Node[0]);

    private final Node[] nodes;

    /** The array is not copied; its elements are of the list's type. */
    NodeList(Node[] nodes) {
        this.nodes = nodes;
    }

    @SuppressWarnings("unchecked") // An empty list is a list of anything.
    static <T extends Node> NodeList<T> empty() {
        return (NodeList<T>) EMPTY;
    }

    static <T extends Node> NodeList<T> of(T node) {
        return new NodeList<>(new Node[] {node});
    }

    @Override
    @SuppressWarnings("unchecked") // Whoever made the list vouched for the elements.
    public T get(int index) {
        return (T) nodes[index];
    }

    @Override
    public int size() {
        return nodes.length;
    }
}
