package dev.reconnect.python.types;

import dev.reconnect.python.tree.Module;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file of a project, parsed when first needed.
 *
 * @param path relative to the project's root, with forward slashes
 * @param cells the tree, or the trees of a notebook's cells in order
 * @param notebook whether names such as {@code spark} are given from outside
 */
public record ProjectFile(String path, Supplier<List<Module>> cells, boolean notebook) {
    public static ProjectFile of(String path, Module tree) {
        return new ProjectFile(path, () -> List.of(tree), false);
    }

    public static ProjectFile notebook(String path, List<Module> cells) {
        var copy = List.copyOf(cells);
        return new ProjectFile(path, () -> copy, true);
    }
}
