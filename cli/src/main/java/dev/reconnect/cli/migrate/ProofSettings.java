package dev.reconnect.cli.migrate;

import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.proof.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How programs are run to be proven.
 *
 * @param data the folders named by the user; if there are none, those beside each program count
 * @param remembers whether outcomes of originals are taken from earlier proofs
 * @param keepsLogs whether the scratch folder stays
 */
public record ProofSettings(
        Optional<SparkRelease> release,
        Optional<String> python,
        Optional<String> remote,
        List<Path> data,
        List<String> arguments,
        List<String> calls,
        boolean variants,
        long seed,
        Limits limits,
        boolean isolation,
        boolean remembers,
        boolean keepsLogs) {
    private static final long MOST_BYTES_BESIDE = 64L << 20;
    private static final int MOST_FILES_BESIDE = 2000;

    public ProofSettings {
        data = List.copyOf(data);
        arguments = List.copyOf(arguments);
        calls = List.copyOf(calls);
    }

    /** The data folders for a program: those named, else the folders beside it that hold data and no Python. */
    List<Path> dataFor(Path program) {
        if (!data.isEmpty()) {
            return data;
        }
        var folder = Optional.ofNullable(program.getParent()).orElse(Path.of(""));
        try (Stream<Path> entries = Files.list(folder.toAbsolutePath())) {
            var found = new ArrayList<Path>();
            for (var entry : entries.filter(Files::isDirectory).sorted().toList()) {
                var name = entry.getFileName().toString();
                if (!name.startsWith(".") && !name.startsWith("_") && holdsData(entry)) {
                    found.add(folder.resolve(name));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsData(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            int count = 0;
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = file.toString();
                bytes += Files.size(file);
                count++;
                if (name.endsWith(".py")
                        || name.endsWith(".ipynb")
                        || bytes > MOST_BYTES_BESIDE
                        || count > MOST_FILES_BESIDE) {
                    return false;
                }
            }
            return count > 0;
        }
    }
}
