package dev.reconnect.cli;

import dev.reconnect.cli.migrate.ProofSettings;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.proof.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options of commands that run programs. */
final class ProofArguments {
    private ProofArguments() {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(Options.values(
                        "DIR",
                        "A folder that the programs read; without one, folders of data beside the program",
                        "-d",
                        "--data"))
                .addOption(Options.values(
                        "CALL",
                        "A call whose result is compared, such as 'summarise(spark, \"{data}/sales.csv\", top=3)'",
                        "--call"))
                .addOption(Options.spark())
                .addOption(Options.python())
                .addOption(Options.value(
                        "URL", "A running Connect server to use, such as sc://localhost:15002", "--remote"))
                .addOption(Options.flag("Compare on the given data only", "--no-variants"))
                .addOption(Options.value("SECONDS", "What one run of a program may take (120)", "--time-limit"))
                .addOption(Options.value("N", "What data variants are drawn from (1)", "--seed"))
                .addOption(Options.flag(
                        "Run programs without bubblewrap; limits on time and memory stay", "--no-isolation"))
                .addOption(Options.flag("Keep the folder that programs ran in", "--keep"));
    }

    /** The release that is asked for, by --spark or as the target; they have to be one. */
    static Optional<SparkRelease> release(Arguments arguments, Settings settings) {
        var spark = arguments.value("--spark").map(EnvironmentCommand::release);
        boolean targeted = arguments.value("--target").isPresent();
        if (spark.isPresent() && targeted && spark.get() != settings.target()) {
            throw new UserException(
                    "--target " + settings.target().target() + " cannot be proven on --spark "
                            + spark.get().label(),
                    "Name one release");
        }
        return spark.or(() -> targeted ? Optional.of(settings.target()) : Optional.<SparkRelease>empty());
    }

    static ProofSettings settings(Arguments arguments, Optional<SparkRelease> release) {
        var data = arguments.values("--data").stream().map(Path::of).toList();
        for (var folder : data) {
            if (!Files.exists(folder)) {
                throw new UserException("There is no data `" + folder + "`", "Check what --data names");
            }
        }
        var remote = arguments.value("--remote");
        if (remote.isPresent() && !remote.get().startsWith("sc://")) {
            throw new UserException(
                    "`" + remote.get() + "` is no address of a Connect server", "It looks like sc://host:port");
        }
        var limits = Limits.DEFAULT.withTime(Duration.ofSeconds(arguments.number("--time-limit", 120, 999_999_999)));
        return new ProofSettings(
                release,
                arguments.value("--python"),
                remote,
                data,
                List.copyOf(arguments.afterDashes()),
                arguments.values("--call"),
                !arguments.has("--no-variants"),
                arguments.number("--seed", 1, 999_999_999),
                limits,
                !arguments.has("--no-isolation"),
                !(arguments.knows("--no-cache") && arguments.has("--no-cache")),
                arguments.has("--keep"));
    }
}
