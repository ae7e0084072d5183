package dev.reconnect.engine.workspace;

import dev.reconnect.engine.Problem;
import dev.reconnect.engine.settings.Settings;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The files under analysis, in the order of their names, and what kept others out. */
public final class Workspace {
    private final Path root;
    private final List<WorkspaceFile> files;
    private final List<Problem> problems;

    Workspace(Path root, List<WorkspaceFile> files, List<Problem> problems) {
        this.root = root;
        this.files =
                files.stream().sorted(Comparator.comparing(WorkspaceFile::name)).toList();
        this.problems = List.copyOf(problems);
    }

    /**
     * The files that the inputs name: a file is taken as it is, a folder is searched, a glob such as {@code jobs/**}{@code /*.py} is
     * expanded. Names in reports are relative to {@code base}, the folder the tool was called in.
     *
     * @throws dev.reconnect.core.UserException if an input names nothing
     */
    public static Workspace open(Path base, List<String> inputs, Settings settings) {
        return new FileSearch(base, settings).search(inputs);
    }

    /** A workspace of files that are in memory, such as standard input. */
    public static Workspace of(List<SourceFile> files) {
        return new Workspace(
                Path.of(""), files.stream().map(WorkspaceFile::inMemory).toList(), List.of());
    }

    public static Workspace of(SourceFile... files) {
        return of(List.of(files));
    }

    /** The folder that names are relative to. */
    public Path root() {
        return root;
    }

    public List<WorkspaceFile> files() {
        return files;
    }

    /** What was noticed while looking for files; what is wrong inside them is found when they are read. */
    public List<Problem> problems() {
        return problems;
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }
}
