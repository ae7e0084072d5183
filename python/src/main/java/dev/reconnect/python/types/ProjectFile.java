package dev.reconnect.python.types;

import dev.reconnect.python.tree.Module;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file of a project, parsed when first needed.
 *
 * @param path relative to the project's root, with forward slashes
 * @param cells gives the tree, or the trees of a notebook's cells in order; asked once
 * @param notebook whether names such as {@code spark} are given from outside
 * @param role what the file has to do with Spark
 * @param calls what {@link FileModel#calls()} said of the same text before
 */
public record ProjectFile(
        String path, Supplier<List<Module>> cells, boolean notebook, Role role, Optional<Keys> calls) {
    /** What a file has to do with Spark. */
    public enum Role {
        /** Nothing: calls in the file are not looked at when parameters are typed. */
        NONE,
        /** It may get something of Spark from other files, but does not name Spark itself. */
        RECEIVER,
        /** It names Spark. */
        USER
    }

    public ProjectFile(String path, Supplier<List<Module>> cells, boolean notebook) {
        this(path, cells, notebook, Role.USER, Optional.empty());
    }

    public static ProjectFile of(String path, Module tree) {
        return new ProjectFile(path, () -> List.of(tree), false);
    }

    public static ProjectFile notebook(String path, List<Module> cells) {
        var copy = List.copyOf(cells);
        return new ProjectFile(path, () -> copy, true);
    }
}
