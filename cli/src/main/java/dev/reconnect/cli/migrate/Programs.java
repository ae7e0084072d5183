package dev.reconnect.cli.migrate;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The programs among the files that were named: what is named itself, and of a folder each file that uses Spark, by itself or through its
 * modules, and that no other file there imports.
 */
record Programs(List<Path> programs, int withoutSpark) {
    Programs {
        programs = List.copyOf(programs);
    }

    static Programs find(List<String> inputs, Path here, Settings settings) throws IOException {
        var programs = new LinkedHashSet<Path>();
        int withoutSpark = 0;
        for (var input : inputs) {
            var path = Path.of(input);
            if (!Files.exists(path)) {
                throw new UserException("There is no file or folder `" + input + "`", "Check the path");
            }
            if (!Files.isDirectory(path)) {
                programs.add(path);
                continue;
            }
            var found = in(path, here, settings);
            programs.addAll(found.programs());
            withoutSpark += found.withoutSpark();
        }
        return new Programs(List.copyOf(programs), withoutSpark);
    }

    private static Programs in(Path folder, Path here, Settings settings) throws IOException {
        Map<Path, SourceFile> sources = new LinkedHashMap<>();
        for (var file :
                Workspace.open(here, List.of(folder.toString()), settings).files()) {
            var source = file.read().file();
            if (source.isPresent() && file.path().isPresent()) {
                sources.put(asWritten(file.path().get(), folder), source.get());
            }
        }
        Map<Path, ProgramFiles> parts = new LinkedHashMap<>();
        Set<Path> imported = new LinkedHashSet<>();
        for (var path : sources.keySet()) {
            var files = ProgramFiles.of(path, here, settings);
            parts.put(path, files);
            imported.addAll(files.modules());
        }
        var programs = new ArrayList<Path>();
        int withoutSpark = 0;
        for (var part : parts.entrySet()) {
            var path = part.getKey();
            if (imported.contains(path) || isInPackage(path)) {
                continue;
            }
            if (usesSpark(part.getValue(), sources)) {
                programs.add(path);
            } else {
                withoutSpark++;
            }
        }
        return new Programs(programs, withoutSpark);
    }

    /** A found file, named the way the user named the folder. */
    private static Path asWritten(Path file, Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        var found = file.toAbsolutePath().normalize();
        return found.startsWith(absolute)
                ? folder.resolve(absolute.relativize(found).toString()).normalize()
                : file;
    }

    private static boolean isInPackage(Path file) {
        return Optional.ofNullable(file.getParent())
                .map(parent -> Files.exists(parent.resolve("__init__.py")))
                .orElse(false);
    }

    private static boolean usesSpark(ProgramFiles files, Map<Path, SourceFile> sources) {
        if (mentionsSpark(sources.get(files.program()))) {
            return true;
        }
        return files.modules().stream().anyMatch(module -> mentionsSpark(sources.get(module)));
    }

    private static boolean mentionsSpark(@org.jspecify.annotations.Nullable SourceFile source) {
        return source != null && source.text().contains("spark");
    }
}
