package dev.reconnect.cli.environment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds programs on the PATH and starts them without what a shell's active environment would impose on them. */
final class Programs {
    private static final List<String> FOREIGN = List.of(
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "VIRTUAL_ENV",
            "CONDA_PREFIX",
            "SPARK_HOME",
            "__PYVENV_LAUNCHER__");

    private Programs() {}

    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        FOREIGN.forEach(builder.environment()::remove);
        return builder;
    }

    static Optional<Path> find(String name) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (folder.isEmpty()) {
                continue;
            }
            var candidate = Path.of(folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Runs a program to its end with its output going to a log; the exit code. */
    static int run(List<String> command, Path log) throws IOException {
        return run(builder(command), log);
    }

    static int run(ProcessBuilder command, Path log) throws IOException {
        var process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        var guard = new Thread(
                () -> destroyTree(process), "stop " + command.command().get(0));
        Runtime.getRuntime().addShutdownHook(guard);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            destroyTree(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            removeHook(guard);
        }
    }

    private static void destroyTree(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void removeHook(Thread guard) {
        try {
            Runtime.getRuntime().removeShutdownHook(guard);
        } catch (IllegalStateException ignored) {
            // The process is on its way out, and the hook is doing its work.
        }
    }
}
