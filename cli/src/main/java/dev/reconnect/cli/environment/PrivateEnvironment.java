package dev.reconnect.cli.environment;

import dev.reconnect.cli.ProgressLine;
import dev.reconnect.core.UserException;
import dev.reconnect.proof.RuntimeFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A virtual environment of our own, made once. It is built aside and moved into place when it works, so that one that exists is whole;
 * what an interrupted run left behind is removed by the next.
 */
final class PrivateEnvironment {
    private static final String STAMP = "reconnect-ready";
    private static final int LOG_LINES = 12;

    private final Path cache;
    private final Path folder;
    private final Path log;
    private final Requirements requirements;
    private final Interpreter base;
    private final ProgressLine progress;

    PrivateEnvironment(Path cache, Requirements requirements, Interpreter base, ProgressLine progress) {
        this.cache = cache;
        this.folder = home(cache).resolve(requirements.name() + "-py3." + base.minor());
        this.log = folder.resolveSibling(folder.getFileName() + ".log");
        this.requirements = requirements;
        this.base = base;
        this.progress = progress;
    }

    private static Path home(Path cache) {
        return cache.resolve("python");
    }

    /** An environment made earlier with these packages, whatever its Python; nothing is started to find it. */
    static Optional<PythonEnvironment> findReady(Path cache, Requirements requirements) {
        for (int minor : new int[] {11, 12, 10, 13, 14}) {
            var ready = read(home(cache).resolve(requirements.name() + "-py3." + minor), requirements);
            if (ready.isPresent()) {
                return ready;
            }
        }
        return Optional.empty();
    }

    private static Optional<PythonEnvironment> read(Path folder, Requirements requirements) {
        var interpreter = interpreter(folder);
        try {
            if (!Files.exists(folder.resolve(STAMP)) || !Files.isExecutable(interpreter)) {
                return Optional.empty();
            }
            var versions = Files.readString(folder.resolve(STAMP)).strip().split(" ");
            return Optional.of(new PythonEnvironment(interpreter, versions[0], versions[1], requirements.release()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path interpreter(Path folder) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return windows
                ? folder.resolve("Scripts").resolve("python.exe")
                : folder.resolve("bin").resolve("python");
    }

    PythonEnvironment ensure() {
        try {
            Files.createDirectories(folder.getParent());
            try (var channel = FileChannel.open(
                            folder.resolveSibling(folder.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var lock = lock(channel)) {
                if (lock == null) {
                    throw new IOException("no lock");
                }
                var ready = read(folder, requirements);
                return ready.isPresent() ? ready.get() : make();
            }
        } catch (IOException e) {
            throw new UserException(
                    "Cannot make the Python environment in " + folder.getParent() + ": " + e.getMessage(),
                    "Is the disk full, or the folder read-only? RECONNECT_CACHE names another folder",
                    e);
        }
    }

    private @Nullable FileLock lock(FileChannel channel) throws IOException {
        var free = channel.tryLock();
        if (free != null) {
            return free;
        }
        progress.begin("Waiting for another Reconnect to make the Python environment");
        return channel.lock();
    }

    private PythonEnvironment make() throws IOException {
        removeLeftovers();
        var temporary = folder.resolveSibling(
                folder.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(log);
        try {
            progress.begin("Making a Python " + base.version() + " environment");
            install(temporary);
            progress.begin("Checking the Python environment");
            must(
                    "start PySpark",
                    List.of(
                            interpreter(temporary).toString(),
                            "-c",
                            Interpreter.WITHOUT_FOLDER
                                    + "import pyspark.sql.connect.session, pyspark; assert pyspark.__version__ == '"
                                    + requirements.release().version() + "', pyspark.__version__"));
            Files.writeString(
                    temporary.resolve(STAMP),
                    base.version() + " " + requirements.release().version() + "\n");
            delete(folder);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(temporary);
        }
        quickenSpark();
        return read(folder, requirements).orElseThrow(() -> new IOException("the new environment is gone"));
    }

    /** An archive of Spark's classes, which only holds for the final path; without it Spark starts all the same, only slower. */
    private void quickenSpark() throws IOException {
        progress.begin("Preparing Spark for quick starts");
        var builder =
                Programs.builder(List.of(interpreter(folder).toString(), "-m", "reconnect_runtime.observe.archive"));
        builder.environment().put("PYTHONPATH", RuntimeFiles.unpacked(cache).toString());
        Programs.run(builder, log);
    }

    private void removeLeftovers() throws IOException {
        var prefix = folder.getFileName() + ".";
        try (var siblings = Files.newDirectoryStream(
                folder.getParent(),
                path -> path.getFileName().toString().startsWith(prefix)
                        && path.getFileName().toString().endsWith(".tmp"))) {
            for (var leftover : siblings) {
                delete(leftover);
            }
        }
    }

    private void install(Path target) throws IOException {
        var files = new ArrayList<Path>();
        for (var name : requirements.files()) {
            files.add(Files.write(
                    folder.resolveSibling(folder.getFileName() + "." + name + ".txt"), Requirements.read(name)));
        }
        try {
            var uv = Programs.find("uv").filter(this::works);
            if (uv.isPresent()) {
                must(
                        "make a virtual environment",
                        List.of(
                                uv.get().toString(),
                                "venv",
                                "--quiet",
                                "--no-project",
                                "--python",
                                base.executable().toString(),
                                target.toString()));
                installWithUv(uv.get(), target, files);
                return;
            }
            makeWithVenv(target);
            var fetched = fetchUv(target);
            if (fetched.isPresent()) {
                installWithUv(fetched.get(), target, files);
            } else {
                installWithPip(target, files);
            }
        } finally {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean works(Path uv) {
        try {
            return Programs.run(List.of(uv.toString(), "--version"), log) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void makeWithVenv(Path target) throws IOException {
        int code = Programs.run(List.of(base.executable().toString(), "-m", "venv", target.toString()), log);
        if (code != 0) {
            throw new UserException(
                    "The Python at " + base.executable() + " cannot make virtual environments" + tail(),
                    "Install its venv module (on Debian python3-venv) or uv, or name another interpreter by --python");
        }
    }

    /** The faster installer, from the same package index; without it pip does the same, only slower. */
    private Optional<Path> fetchUv(Path target) throws IOException {
        var file = Files.write(folder.resolveSibling(folder.getFileName() + ".uv.txt"), Requirements.read("uv"));
        progress.begin("Fetching uv, which installs faster than pip");
        try {
            var uv = interpreter(target).resolveSibling("uv");
            return Programs.run(pip(target, List.of(file)), log) == 0 && Files.isExecutable(uv)
                    ? Optional.of(uv)
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void installWithUv(Path uv, Path target, List<Path> files) throws IOException {
        progress.begin("Installing PySpark " + requirements.release().version() + " with uv");
        var command = new ArrayList<>(List.of(
                uv.toString(),
                "pip",
                "install",
                "--quiet",
                "--compile-bytecode",
                "--require-hashes",
                "--python",
                interpreter(target).toString()));
        files.forEach(file -> command.addAll(List.of("-r", file.toString())));
        must("install PySpark", command);
    }

    private void installWithPip(Path target, List<Path> files) throws IOException {
        progress.begin("Installing PySpark " + requirements.release().version() + " with pip");
        must("install PySpark", pip(target, files));
    }

    private static List<String> pip(Path target, List<Path> files) {
        var command = new ArrayList<>(List.of(
                interpreter(target).toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--require-hashes"));
        files.forEach(file -> command.addAll(List.of("-r", file.toString())));
        return command;
    }

    private void must(String what, List<String> command) throws IOException {
        if (Programs.run(command, log) != 0) {
            throw new UserException(
                    "Could not " + what + " for the Python environment" + tail(),
                    "Check the network and the settings of pip and uv; the whole log is " + log);
        }
    }

    /** The last lines of the log, indented. */
    private String tail() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        var lines = Files.readString(log).strip().split("\\R", -1);
        var text = new StringBuilder(":");
        for (int i = Math.max(0, lines.length - LOG_LINES); i < lines.length; i++) {
            text.append("\n    ").append(lines[i]);
        }
        return text.toString();
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
