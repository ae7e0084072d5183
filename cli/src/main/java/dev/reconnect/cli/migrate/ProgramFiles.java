package dev.reconnect.cli.migrate;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program and the modules and packages of its own folder that it imports, which are migrated and run together with it.
 *
 * @param program as the user wrote it
 * @param modules the Python files it imports, each below the program's folder
 * @param others what else lies in imported packages, such as queries and templates
 */
public record ProgramFiles(Path program, List<Path> modules, List<Path> others) {
    public ProgramFiles {
        modules = List.copyOf(modules);
        others = List.copyOf(others);
    }

    public static ProgramFiles of(Path program, Path here, Settings settings) throws IOException {
        return new Collector(program, here, settings).collect();
    }

    /** The folder that the program finds its modules in, written as the program is. */
    public Path folder() {
        return Optional.ofNullable(program.getParent()).orElse(Path.of(""));
    }

    /** A file's place relative to the program's folder. */
    public Path place(Path file) {
        return folder().toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize());
    }

    public Workspace workspace(Path here, Settings settings) {
        var inputs = new ArrayList<String>();
        inputs.add(program.toString());
        modules.forEach(module -> inputs.add(module.toString()));
        return Workspace.open(here, inputs, settings);
    }

    static Optional<SourceFile> read(Path file, Path here, Settings settings) {
        var files = Workspace.open(here, List.of(file.toString()), settings).files();
        return files.isEmpty() ? Optional.empty() : files.get(0).read().file();
    }

    /** Follows imports from the program on. */
    private static final class Collector {
        private final Path program;
        private final Path here;
        private final Settings settings;
        private final Path folder;
        private final Map<String, Boolean> seen = new LinkedHashMap<>();
        private final Set<Path> modules = new LinkedHashSet<>();
        private final Set<Path> others = new LinkedHashSet<>();
        private final ArrayDeque<Path> pending = new ArrayDeque<>();

        Collector(Path program, Path here, Settings settings) {
            this.program = program;
            this.here = here;
            this.settings = settings;
            this.folder = Optional.ofNullable(program.getParent()).orElse(Path.of(""));
        }

        ProgramFiles collect() throws IOException {
            if (!Files.exists(program)) {
                throw new UserException("There is no program `" + program + "`", "Check the path");
            }
            pending.add(program);
            while (!pending.isEmpty()) {
                var source = read(pending.poll(), here, settings);
                for (var name : source.map(ImportedNames::in).orElse(Set.of())) {
                    if (seen.put(name, true) == null) {
                        find(name);
                    }
                }
            }
            modules.remove(program);
            return new ProgramFiles(
                    program,
                    modules.stream().sorted().toList(),
                    others.stream().sorted().toList());
        }

        private void find(String name) throws IOException {
            var module = folder.resolve(name + ".py");
            var home = folder.resolve(name);
            if (Files.isRegularFile(home.resolve("__init__.py")) || (!Files.exists(module) && hasPython(home))) {
                addPackage(home);
            } else if (Files.isRegularFile(module)) {
                add(module);
            }
        }

        private static boolean hasPython(Path home) throws IOException {
            if (!Files.isDirectory(home)) {
                return false;
            }
            try (Stream<Path> files = Files.list(home)) {
                return files.anyMatch(file -> file.toString().endsWith(".py"));
            }
        }

        private void addPackage(Path home) throws IOException {
            try (Stream<Path> files = Files.walk(home)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (isHidden(home.relativize(file))) {
                        continue;
                    }
                    if (file.toString().endsWith(".py")) {
                        add(file);
                    } else {
                        others.add(file);
                    }
                }
            }
        }

        private static boolean isHidden(Path place) {
            for (var part : place) {
                var name = part.toString();
                if (name.startsWith(".") || name.equals("__pycache__")) {
                    return true;
                }
            }
            return false;
        }

        private void add(Path module) {
            if (modules.add(module)) {
                pending.add(module);
            }
        }
    }
}
