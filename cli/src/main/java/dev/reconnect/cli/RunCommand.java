package dev.reconnect.cli;

import dev.reconnect.cli.environment.ConnectServer;
import dev.reconnect.cli.environment.Environments;
import dev.reconnect.core.UserException;
import dev.reconnect.proof.RuntimeFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect run}: runs a classic program, as it is, on Spark Connect. */
final class RunCommand implements Command {
    private static final int KEEP_SECONDS = 900;
    private static final int GRACE_SECONDS = 20;

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect run");
        spec.usageMessage()
                .description(
                        "Runs a classic PySpark program unchanged on Spark Connect: SparkContext, RDDs, broadcast variables,"
                                + " accumulators and common JVM idioms are served by the runtime.")
                .customSynopsis(
                        "reconnect run [OPTIONS] PROGRAM [ARGS...]", "reconnect run [OPTIONS] -m MODULE [ARGS...]")
                .footer(
                        "",
                        "What stands behind PROGRAM is the program's own.",
                        "",
                        "Examples:",
                        "  reconnect run job.py --input data --output out",
                        "  reconnect run --remote sc://localhost:15002 job.py",
                        "",
                        "Exit code: the program's; 2 if Reconnect could not start it.");
        spec.parser().stopAtPositional(true);
        spec.addOption(Options.spark())
                .addOption(Options.python())
                .addOption(Options.value("URL", "A running Connect server, such as sc://localhost:15002", "--remote"))
                .addOption(Options.flag(
                        "Let the server that is started go on for 15 minutes after the last run, and use one that does",
                        "--keep-server"))
                .addOption(Options.values(
                        "KEY=VALUE",
                        "A setting for the server that is started, such as spark.driver.memory=4g; may be repeated",
                        "--conf"))
                .addOption(Options.value("FILE", "Write what the program did with Spark, as JSON lines", "--trace"))
                .addOption(
                        Options.flag("Serve nothing that Spark Connect lacks: fail there, and say where", "--strict"))
                .addOption(Options.flag("PROGRAM is a module, as for python -m", "-m", "--module"));
        spec.addPositional(Options.positionals("PROGRAM", "1..*", "The program and its arguments"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var given = arguments.positionals();
        if (!arguments.has("--module") && !Files.isRegularFile(Path.of(given.get(0)))) {
            throw new UserException("There is no program `" + given.get(0) + "`", "Check the path");
        }
        checkSettings(arguments);
        Path python;
        Optional<Path> jar;
        try (var progress = new ProgressLine(console)) {
            var environment = new Environments(Environments.cacheFolder(), progress)
                    .resolve(
                            arguments.value("--spark").map(EnvironmentCommand::release),
                            arguments.value("--python"),
                            List.of());
            python = environment.interpreter();
            jar = hasServer(arguments)
                    ? Optional.empty()
                    : new ConnectServer(Environments.cacheFolder(), progress).ensure(environment.release());
        }
        console.flush();
        return start(command(arguments, python), arguments, python, jar);
    }

    private static void checkSettings(Arguments arguments) {
        var settings = arguments.values("--conf");
        if (!settings.isEmpty() && (hasServer(arguments) || arguments.has("--keep-server"))) {
            throw new UserException(
                    "`--conf` is for a server that is started for this run alone",
                    "Leave out `--remote`, SPARK_REMOTE and `--keep-server`, or `--conf`");
        }
        for (var setting : settings) {
            if (setting.indexOf('=') < 1) {
                throw new UserException("`" + setting + "` is no setting", "Write `--conf KEY=VALUE`");
            }
        }
    }

    private static boolean hasServer(Arguments arguments) {
        return arguments.value("--remote").isPresent() || System.getenv("SPARK_REMOTE") != null;
    }

    private static List<String> command(Arguments arguments, Path python) {
        var command = new ArrayList<String>();
        command.add(python.toString());
        if (!hasServer(arguments)) {
            command.addAll(List.of("-m", "reconnect_runtime.server"));
            if (arguments.has("--keep-server")) {
                var state = Environments.cacheFolder().resolve("servers").resolve(name(python) + ".json");
                command.addAll(List.of("--keep", String.valueOf(KEEP_SECONDS), "--state", state.toString()));
            }
            arguments.values("--conf").forEach(setting -> command.addAll(List.of("--conf", setting)));
            command.add(python.toString());
        }
        command.addAll(List.of("-m", "reconnect_runtime"));
        arguments.value("--trace").ifPresent(file -> command.addAll(List.of("--trace", file)));
        if (arguments.has("--strict")) {
            command.addAll(List.of("--mode", "strict"));
        }
        if (arguments.has("--module")) {
            command.add("-m");
        }
        command.addAll(arguments.positionals());
        return command;
    }

    /** One server for each interpreter and folder, because relative paths are those of the server. */
    private static String name(Path python) {
        return Integer.toHexString((python.toAbsolutePath() + "\n" + Path.of("").toAbsolutePath()).hashCode());
    }

    private static int start(List<String> command, Arguments arguments, Path python, Optional<Path> serverJar)
            throws IOException {
        var builder = new ProcessBuilder(command).inheritIO();
        var environment = builder.environment();
        var sources = RuntimeFiles.unpacked(Environments.cacheFolder()).toString();
        environment.merge("PYTHONPATH", sources, (old, added) -> added + File.pathSeparator + old);
        environment.put("PYSPARK_PYTHON", python.toString());
        environment.put("PYTHONHASHSEED", "0");
        arguments.value("--remote").ifPresent(url -> environment.put("SPARK_REMOTE", url));
        serverJar.ifPresent(jar -> environment.put("RECONNECT_SERVER_JAR", jar.toString()));
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "reconnect-run-end"));
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(process);
            return Main.FAILED;
        }
    }

    /** Ctrl-C has reached the program already and it ends in its own way; other signals are passed on. */
    private static void end(Process process) {
        try {
            if (process.waitFor(2, TimeUnit.SECONDS)) {
                return;
            }
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
