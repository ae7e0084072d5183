package dev.reconnect.engine.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheModeAndLeavesNothingBehind() throws IOException {
        var file = folder.resolve("job.py");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        AtomicFile.write(file, "new".getBytes(UTF_8));
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
        assertThat(folder.toFile().list()).containsExactly("job.py");
    }

    @Test
    void replacesWhatALinkLeadsTo() throws IOException {
        Files.writeString(folder.resolve("real.py"), "old");
        var link = Files.createSymbolicLink(folder.resolve("link.py"), Path.of("real.py"));
        AtomicFile.write(link, "new".getBytes(UTF_8));
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("real.py")).hasContent("new");
    }

    @Test
    void writesToADevice() {
        var device = Path.of("/dev/null");
        assumeThat(device).exists();
        AtomicFile.write(device, "gone".getBytes(UTF_8));
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void makesANewFile() {
        AtomicFile.write(folder.resolve("fresh.json"), "{}".getBytes(UTF_8));
        assertThat(folder.resolve("fresh.json")).hasContent("{}");
    }

    @Test
    void saysWhatCannotBeWritten() {
        var file = folder.resolve("no/such/folder/job.py");
        assertThatThrownBy(() -> AtomicFile.write(file, new byte[1]))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("could not be written");
    }
}
