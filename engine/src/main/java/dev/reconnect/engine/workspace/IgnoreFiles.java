package dev.reconnect.engine.workspace;

import dev.reconnect.engine.workspace.FileSearch.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Reads folders and the ignore files in them. */
final class IgnoreFiles {
    private IgnoreFiles() {}

    /** Puts the patterns of the folder's {@code .gitignore} in front; answers whether it has any. */
    static boolean push(Path folder, Deque<Scope> ignores) {
        var patterns = read(folder.resolve(".gitignore"));
        if (patterns.isEmpty()) {
            return false;
        }
        ignores.addFirst(new Scope(folder, patterns));
        return true;
    }

    static IgnorePatterns read(Path file) {
        if (!Files.isRegularFile(file)) {
            return IgnorePatterns.NONE;
        }
        try {
            return IgnorePatterns.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Git goes on without an ignore file that it cannot read, and so do we.
            return IgnorePatterns.NONE;
        }
    }

    static List<Path> sortedEntries(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }
}
