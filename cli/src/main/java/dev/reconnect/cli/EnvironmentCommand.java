package dev.reconnect.cli;

import dev.reconnect.cli.environment.ConnectServer;
import dev.reconnect.cli.environment.Environments;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect environment}: makes the Python environment ahead of time, and prints its interpreter. */
final class EnvironmentCommand implements Command {
    static final String NAME = "environment";

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect environment");
        spec.usageMessage()
                .description(
                        "Makes the Python environment that runs programs, where it is missing, and prints its interpreter.");
        spec.addOption(Options.spark())
                .addOption(Options.python())
                .addOption(Options.flag("With what the developers' tests need", "--dev"))
                .addOption(Options.flag("Print the jar of the Connect server where PySpark brings none", "--server"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        try (var progress = new ProgressLine(console)) {
            var environments = new Environments(Environments.cacheFolder(), progress);
            var extra = arguments.has("--dev") ? List.of("dev") : List.<String>of();
            var environment = environments.resolve(
                    arguments.value("--spark").map(EnvironmentCommand::release), arguments.value("--python"), extra);
            if (arguments.has("--server")) {
                new ConnectServer(Environments.cacheFolder(), progress)
                        .ensure(environment.release())
                        .ifPresent(jar -> console.print(jar + "\n"));
            } else {
                console.print(environment.interpreter() + "\n");
            }
        }
        return Main.CLEAN;
    }

    static SparkRelease release(String name) {
        return SparkRelease.find(name)
                .orElseThrow(() -> new UserException(
                        "There is no Spark release `" + name + "` that Reconnect knows",
                        "It is 3.5, 4.0, 4.1, 4.2 or 4.3"));
    }
}
