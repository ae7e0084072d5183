package dev.reconnect.rules.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The settings that Spark takes only when it starts, so that a session of a running server cannot change them. */
final class StartSettings {
    private StartSettings() {}

    static boolean contains(String key) {
        return Keys.ALL.contains(key);
    }

    /** Read when first asked for. */
    private static final class Keys {
        static final Set<String> ALL = read();

        private static Set<String> read() {
            try (InputStream stream = StartSettings.class.getResourceAsStream("start-settings.txt")) {
                if (stream == null) {
                    throw new IllegalStateException("no start-settings.txt");
                }
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines();
                return Set.copyOf(lines.filter(line -> !line.startsWith("#")).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
