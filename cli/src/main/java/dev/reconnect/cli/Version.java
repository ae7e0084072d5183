package dev.reconnect.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this build. */
final class Version {
    private Version() {}

    static String text() {
        try (InputStream version = Version.class.getResourceAsStream("version.txt")) {
            return new String(Objects.requireNonNull(version).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
