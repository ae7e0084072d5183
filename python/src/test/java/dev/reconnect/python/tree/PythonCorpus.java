package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The `.py` files of an installed Python: its own library and what is installed beside it. `-Dreconnect.python=...` names
 * the interpreter (else `python3` on the path), `-Dreconnect.corpus.step=1` takes all files instead of every tenth.
 */
final class PythonCorpus {
    private static final String FIND_FOLDERS =
            """
            import sysconfig, site
            print(sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), *site.getsitepackages(), sep="\\n")
            """;

    private PythonCorpus() {}

    static String interpreter() {
        return System.getProperty("reconnect.python", "python3");
    }

    static List<Path> files() throws IOException, InterruptedException {
        int step = Integer.getInteger("reconnect.corpus.step", 10);
        List<Path> all = run(interpreter(), "-c", FIND_FOLDERS)
                .lines()
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(PythonCorpus::pythonFiles)
                .distinct()
                .sorted()
                .toList();
        return Stream.iterate(0, i -> i < all.size(), i -> i + step)
                .map(all::get)
                .toList();
    }

    /** The text of a file in UTF-8; files in another encoding are not for this corpus. */
    static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit status of %s", command[0]).isZero();
        return output;
    }

    private static Stream<Path> pythonFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file)).toList().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
