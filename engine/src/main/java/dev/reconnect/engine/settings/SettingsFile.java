package dev.reconnect.engine.settings;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the settings file and decides whether it has to be parsed at all: a {@code pyproject.toml} that does not speak of us costs one
 * text search and never loads the TOML parser.
 */
final class SettingsFile {
    static final String OWN = "reconnect.toml";
    static final String SHARED = "pyproject.toml";

    private SettingsFile() {}

    static Optional<Settings> find(Path folder) {
        for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            var found = in(at);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static Settings readNamed(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "There is no settings file `" + file + "`", "Check the path given for the settings");
        }
        var absolute = file.toAbsolutePath().normalize();
        var name = String.valueOf(absolute.getFileName());
        return TomlSettings.parse(absolute, text(absolute), name.equals(SHARED))
                .orElseGet(() -> Settings.defaults(parentOf(absolute)));
    }

    private static Optional<Settings> in(Path folder) {
        var own = folder.resolve(OWN);
        if (Files.isRegularFile(own)) {
            return TomlSettings.parse(own, text(own), false);
        }
        var shared = folder.resolve(SHARED);
        if (!Files.isRegularFile(shared)) {
            return Optional.empty();
        }
        var text = text(shared);
        return text.contains("reconnect") ? TomlSettings.parse(shared, text, true) : Optional.empty();
    }

    static Path parentOf(Path absolute) {
        var parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserException(
                    "The settings file `" + file + "` cannot be read: " + e.getMessage(), "Check its permissions", e);
        }
    }
}
