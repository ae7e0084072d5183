package dev.reconnect.cli;

import java.util.List;
import java.util.Optional;

/** Finds a command by its name. Only the one asked for is ever loaded. */
final class Commands {
    static final List<String> NAMES = List.of("scan", "fix", "environment", "completion");

    private Commands() {}

    static Optional<Command> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "scan" -> new ScanCommand();
                    case "fix" -> new FixCommand();
                    case "environment" -> new EnvironmentCommand();
                    case "completion" -> new CompletionCommand();
                    default -> null;
                });
    }
}
