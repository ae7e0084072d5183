package dev.reconnect.cli;

import java.util.List;
import java.util.Optional;

/** Finds a command by its name. Only the one asked for is ever loaded. */
final class Commands {
    static final List<String> NAMES = List.of(
            "migrate",
            "repair",
            "test",
            "scan",
            "fix",
            "prove",
            "run",
            "trace",
            "explain",
            "rules",
            "rule",
            "facts",
            "tree",
            "models",
            "environment",
            "completion");

    private Commands() {}

    static Optional<Command> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "migrate" -> new MigrateCommand();
                    case "repair" -> new RepairCommand();
                    case "test" -> new TestCommand();
                    case "prove" -> new ProveCommand();
                    case "run" -> new RunCommand();
                    case "trace" -> new TraceCommand();
                    case "scan" -> new ScanCommand();
                    case "fix" -> new FixCommand();
                    case "explain" -> new ExplainCommand();
                    case "rules" -> new RulesCommand();
                    case "rule" -> new RuleCommand();
                    case "facts" -> new FactsCommand();
                    case "tree" -> new TreeCommand();
                    case "models" -> new ModelsCommand();
                    case "environment" -> new EnvironmentCommand();
                    case "completion" -> new CompletionCommand();
                    default -> null;
                });
    }
}
