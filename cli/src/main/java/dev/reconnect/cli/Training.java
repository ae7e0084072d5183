package dev.reconnect.cli;

import java.io.OutputStream;
import java.util.List;

/**
 * Runs what users run most, so that the class-data archive made at the end of this process holds the classes they need. The launcher
 * calls it once after a build, as {@code reconnect train}.
 */
final class Training {
    private Training() {}

    static int run() {
        for (var palette : Palette.values()) {
            var console = new Console(
                    OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false, false, palette);
            for (var line : LINES) {
                Main.run(line, console);
            }
        }
        return Main.CLEAN;
    }

    private static final List<List<String>> LINES = List.of(
            List.of("--version"), List.of("--help"), List.of("completion", "bash"), List.of("--no-such-command"));
}
