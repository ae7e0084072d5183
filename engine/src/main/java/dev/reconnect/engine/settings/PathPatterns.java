package dev.reconnect.engine.settings;

import java.nio.file.Path;
import java.util.List;

/** Patterns in the notation of {@code .gitignore}, and the folder they are relative to. */
public record PathPatterns(Path base, List<String> patterns) {
    public PathPatterns {
        patterns = List.copyOf(patterns);
    }

    public static PathPatterns of(Path base, String... patterns) {
        return new PathPatterns(base, List.of(patterns));
    }
}
