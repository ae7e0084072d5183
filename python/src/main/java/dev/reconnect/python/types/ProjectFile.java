package dev.reconnect.python.types;

import dev.reconnect.python.tree.Module;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file of a project, parsed when first needed.
 *
 * @param path relative to the project's root, with forward slashes
 * @param cells gives the tree, or the trees of a notebook's cells in order; asked once
 * @param notebook whether names such as {@code spark} are given from outside
 * @param relevant whether its code can have to do with Spark; calls in other files are not looked at when parameters are typed
 */
public record ProjectFile(String path, Supplier<List<Module>> cells, boolean notebook, boolean relevant) {
    public ProjectFile(String path, Supplier<List<Module>> cells, boolean notebook) {
        this(path, cells, notebook, true);
    }

    public static ProjectFile of(String path, Module tree) {
        return new ProjectFile(path, () -> List.of(tree), false, true);
    }

    public static ProjectFile notebook(String path, List<Module> cells) {
        var copy = List.copyOf(cells);
        return new ProjectFile(path, () -> copy, true, true);
    }
}
