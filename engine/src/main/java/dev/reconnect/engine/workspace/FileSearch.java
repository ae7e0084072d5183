package dev.reconnect.engine.workspace;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.settings.PathPatterns;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.IgnorePatterns.Answer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks folders for Python files, leaving out what {@code .gitignore} files, the settings and good sense exclude. Linked folders are not
 * entered, so that links cannot lead round in circles; a link named as an input is followed.
 */
final class FileSearch {
    private static final Set<String> NEVER_ENTERED = Set.of(
            ".git",
            ".hg",
            ".svn",
            ".bzr",
            ".venv",
            "venv",
            ".tox",
            ".nox",
            ".eggs",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".ipynb_checkpoints",
            ".reconnect",
            ".idea",
            ".vscode",
            "__pycache__",
            "__pypackages__",
            "node_modules",
            "site-packages",
            "build",
            "dist");

    private final Path base;
    private final Settings settings;
    private final Scope include;
    private final Scope exclude;
    private final TreeMap<String, WorkspaceFile> found = new TreeMap<>();
    private final Set<Path> taken = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();

    FileSearch(Path base, Settings settings) {
        this.base = base.toAbsolutePath().normalize();
        this.settings = settings;
        this.include = Scope.of(settings.include());
        this.exclude = Scope.of(settings.exclude());
    }

    Workspace search(List<String> inputs) {
        for (var input : inputs) {
            start(input);
        }
        for (var link : links) {
            takeLinked(link);
        }
        return new Workspace(base, List.copyOf(found.values()), problems);
    }

    private void start(String input) {
        var path = base.resolve(input).normalize();
        if (Files.isDirectory(path)) {
            walk(path);
        } else if (Files.exists(path)) {
            take(path);
        } else if (Files.isSymbolicLink(path)) {
            throw new UserException("`" + input + "` is a link to something that does not exist", "Check the link");
        } else if (isGlob(input)) {
            expand(input);
        } else {
            throw new UserException("There is no file or folder `" + input + "`", "Check the path");
        }
    }

    private static boolean isGlob(String input) {
        return input.indexOf('*') >= 0 || input.indexOf('?') >= 0 || input.indexOf('[') >= 0;
    }

    private void expand(String glob) {
        int before = found.size() + links.size();
        var folder = base;
        var rest = glob.replace('\\', '/');
        for (int slash = rest.indexOf('/');
                slash >= 0 && !isGlob(rest.substring(0, slash));
                slash = rest.indexOf('/')) {
            folder = slash == 0 ? folder.getRoot() : folder.resolve(rest.substring(0, slash));
            rest = rest.substring(slash + 1);
        }
        folder = folder.normalize();
        if (Files.isDirectory(folder)) {
            walk(folder, new Scope(folder, IgnorePatterns.of(List.of("/" + rest))));
        }
        if (found.size() + links.size() == before) {
            throw new UserException("No Python file matches `" + glob + "`", "Check the pattern");
        }
    }

    private void walk(Path folder) {
        walk(folder, null);
    }

    private void walk(Path folder, @Nullable Scope only) {
        var ignores = new ArrayDeque<Scope>();
        if (settings.respectGitignore()) {
            enclosing(folder, ignores);
        }
        descend(folder, ignores, only);
    }

    /** Ignore files of the folders above, down from the root of the repository, innermost first. */
    private static void enclosing(Path folder, Deque<Scope> ignores) {
        var above = new ArrayList<Path>();
        for (var at = folder; at != null; at = Files.exists(at.resolve(".git")) ? null : at.getParent()) {
            above.add(at);
        }
        var top = above.get(above.size() - 1);
        if (!Files.exists(top.resolve(".git"))) {
            return;
        }
        var own = IgnoreFiles.read(top.resolve(".git").resolve("info").resolve("exclude"));
        if (!own.isEmpty()) {
            ignores.addFirst(new Scope(top, own));
        }
        for (int i = above.size() - 1; i > 0; i--) {
            IgnoreFiles.push(above.get(i), ignores);
        }
    }

    private void descend(Path folder, Deque<Scope> ignores, @Nullable Scope only) {
        List<Path> entries;
        try {
            entries = IgnoreFiles.sortedEntries(folder);
        } catch (AccessDeniedException e) {
            problems.add(Problem.of(Problem.Kind.UNREADABLE, nameOf(folder), "cannot be read: permission denied"));
            return;
        } catch (IOException e) {
            problems.add(Problem.of(Problem.Kind.UNREADABLE, nameOf(folder), "cannot be read: " + e.getMessage()));
            return;
        }
        boolean pushed = settings.respectGitignore() && IgnoreFiles.push(folder, ignores);
        for (var entry : entries) {
            visit(entry, ignores, only);
        }
        if (pushed) {
            ignores.removeFirst();
        }
    }

    private void visit(Path entry, Deque<Scope> ignores, @Nullable Scope only) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            problems.add(Problem.of(Problem.Kind.UNREADABLE, nameOf(entry), "cannot be read: " + e.getMessage()));
            return;
        }
        boolean directory = attributes.isDirectory();
        if (directory) {
            if (!NEVER_ENTERED.contains(fileName(entry))
                    && !isExcluded(entry, true, ignores)
                    && !isEnvironment(entry)) {
                descend(entry, ignores, only);
            }
            return;
        }
        if (!isIncluded(entry) || isExcluded(entry, false, ignores)) {
            return;
        }
        if (only != null && only.answer(entry, false) != Answer.IGNORED) {
            return;
        }
        if (attributes.isSymbolicLink()) {
            links.add(entry);
        } else if (attributes.isRegularFile()) {
            take(entry);
        }
    }

    /** A virtual environment under another name than the usual ones. */
    private static boolean isEnvironment(Path folder) {
        return Files.exists(folder.resolve("pyvenv.cfg"));
    }

    private boolean isIncluded(Path file) {
        if (!include.patterns().isEmpty()) {
            return include.answer(file, false) == Answer.IGNORED;
        }
        var name = fileName(file);
        return name.endsWith(".py") || name.endsWith(".ipynb");
    }

    private boolean isExcluded(Path path, boolean directory, Deque<Scope> ignores) {
        if (exclude.answer(path, directory) == Answer.IGNORED) {
            return true;
        }
        for (var scope : ignores) {
            var answer = scope.answer(path, directory);
            if (answer != Answer.UNDECIDED) {
                return answer == Answer.IGNORED;
            }
        }
        return false;
    }

    private void take(Path file) {
        if (taken.add(file)) {
            var name = nameOf(file);
            found.put(name, WorkspaceFile.onDisk(name, file, settings.maxFileSize()));
        }
    }

    /** A linked file counts unless it leads to a file that is taken anyway. */
    private void takeLinked(Path link) {
        try {
            var target = link.toRealPath();
            if (Files.isRegularFile(target) && !taken.contains(target)) {
                taken.add(target);
                take(link);
            }
        } catch (IOException e) {
            problems.add(Problem.of(Problem.Kind.UNREADABLE, nameOf(link), "is a link that leads nowhere"));
        }
    }

    private String nameOf(Path path) {
        var shown = path.startsWith(base) ? base.relativize(path) : path;
        var name = shown.toString().replace('\\', '/');
        return name.isEmpty() ? "." : name;
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Patterns and the folder they are relative to. */
    record Scope(Path folder, IgnorePatterns patterns) {
        static Scope of(PathPatterns patterns) {
            return new Scope(patterns.base().toAbsolutePath().normalize(), IgnorePatterns.of(patterns.patterns()));
        }

        Answer answer(Path path, boolean directory) {
            if (patterns.isEmpty() || !path.startsWith(folder)) {
                return Answer.UNDECIDED;
            }
            return patterns.answer(folder.relativize(path).toString().replace('\\', '/'), directory);
        }
    }
}
