package dev.reconnect.assist;

import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.MatchCase;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Try;
import dev.reconnect.python.tree.While;
import dev.reconnect.python.tree.With;
import java.util.ArrayList;
import java.util.List;

/** The rows of statements inside a node, and the nodes inside one. */
final class Blocks {
    private Blocks() {}

    static List<List<Statement>> of(Node node) {
        if (node instanceof Module module) {
            return List.of(module.body());
        }
        if (node instanceof FunctionDef function) {
            return List.of(function.body());
        }
        if (node instanceof ClassDef type) {
            return List.of(type.body());
        }
        if (node instanceof If choice) {
            return List.of(choice.body(), choice.orElse());
        }
        if (node instanceof For loop) {
            return List.of(loop.body(), loop.orElse());
        }
        if (node instanceof While loop) {
            return List.of(loop.body(), loop.orElse());
        }
        if (node instanceof With with) {
            return List.of(with.body());
        }
        if (node instanceof Try attempt) {
            return List.of(attempt.body(), attempt.orElse(), attempt.finalBody());
        }
        if (node instanceof ExceptHandler handler) {
            return List.of(handler.body());
        }
        return node instanceof MatchCase one ? List.of(one.body()) : List.of();
    }

    /** The node and all inside it of one kind, in the order of the text. */
    static <N extends Node> List<N> nodes(Node root, Class<N> kind) {
        var found = new ArrayList<N>();
        root.walk(node -> {
            if (kind.isInstance(node)) {
                found.add(kind.cast(node));
            }
        });
        return found;
    }
}
