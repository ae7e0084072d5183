package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar carries the whole observer. */
class RuntimeFilesTest {
    private static final Path SOURCES = Path.of("../runtime/src");

    @TempDir
    Path folder;

    @Test
    void namesEveryFileOfTheObserver() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("reconnect_runtime/observe"))) {
            List<String> present = files.filter(file -> file.toString().endsWith(".py"))
                    .map(file -> SOURCES.relativize(file).toString())
                    .toList();
            assertThat(RuntimeFiles.NAMES).containsAll(present);
        }
    }

    @Test
    void writesThemAsTheyAre() throws IOException {
        RuntimeFiles.extract(folder);
        for (String name : RuntimeFiles.NAMES) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(SOURCES.resolve(name));
        }
    }
}
