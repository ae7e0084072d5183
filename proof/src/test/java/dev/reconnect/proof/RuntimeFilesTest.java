package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar carries the whole package. */
class RuntimeFilesTest {
    private static final Path SOURCES = Path.of("../runtime/src");

    @TempDir
    Path folder;

    @Test
    void namesEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("reconnect_runtime"))) {
            List<String> present = files.filter(file -> file.toString().endsWith(".py"))
                    .map(file -> SOURCES.relativize(file).toString())
                    .sorted()
                    .toList();
            assertThat(RuntimeFiles.names()).isEqualTo(present);
        }
    }

    @Test
    void writesThemAsTheyAre() throws IOException {
        RuntimeFiles.extract(folder);
        for (String name : RuntimeFiles.names()) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(SOURCES.resolve(name));
        }
    }

    @Test
    void staysWhereItWasUnpacked() throws IOException {
        Path first = RuntimeFiles.unpacked(folder);
        assertThat(first.resolve("reconnect_runtime/__init__.py")).exists();
        assertThat(RuntimeFiles.unpacked(folder)).isEqualTo(first);
        try (Stream<Path> beside = Files.list(first.getParent())) {
            assertThat(beside).containsExactly(first);
        }
    }
}
