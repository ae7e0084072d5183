package dev.reconnect.cli;

import dev.reconnect.cli.migrate.Assistance;
import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.cli.repair.Repair;
import dev.reconnect.cli.repair.RepairText;
import dev.reconnect.cli.repair.Repairer;
import dev.reconnect.core.UserException;
import dev.reconnect.diagnose.Failure;
import dev.reconnect.diagnose.FailureReader;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.workspace.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect repair}: from an exception on Spark Connect to a program that does not raise it, and proof. */
final class RepairCommand implements Command {
    private static final int MOST_ROUNDS = 10;

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect repair");
        spec.usageMessage()
                .description(
                        "Repairs a program that fails on Spark Connect: reads the traceback or runs the program, finds the place that"
                                + " is to blame, fixes it and nothing else, runs the result, and goes on with the next exception until"
                                + " the program runs. The result counts if it gives what the original gives on classic Spark.")
                .customSynopsis("reconnect repair [OPTIONS] PROGRAM... [-- ARGS...]")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect repair job.py --traceback error.txt",
                        "  reconnect repair job.py --run -- --input {data}",
                        "  tail -n 200 job.log | reconnect repair job.py --traceback - --write",
                        "",
                        "A traceback may come from a log, a notebook or a JSON message, with colours, cut off, or be a message alone."
                                + " The program is not changed without --write. Exit codes: 0 it runs, 1 it was not repaired,"
                                + " 2 Reconnect failed.");
        spec.addPositional(Options.positionals("PROGRAM", "1..*", "Programs that fail"))
                .addOption(Options.value("FILE", "What it failed with; - for standard input", "--traceback"))
                .addOption(Options.value("TEXT", "What it failed with, as text", "--message"))
                .addOption(Options.flag(
                        "Run it on Connect to see (what happens without --traceback and --message)", "--run"))
                .addOption(Options.value("N", "Exceptions to mend at most (" + MOST_ROUNDS + ")", "--max-rounds"))
                .addOption(Options.value("FILE", "Write the repair as a patch", "-o", "--output"))
                .addOption(Options.flag("Change the program in place", "-w", "--write"))
                .addOption(Options.value("FILE", "Read these settings instead of looking for some", "--settings"));
        ScanInputs.selection(spec);
        return Options.common(ModelArguments.addTo(ProofArguments.addTo(spec)));
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var here = Path.of("").toAbsolutePath();
        var programs = arguments.positionals().stream().map(Path::of).toList();
        for (var program : programs) {
            if (!Files.isRegularFile(program)) {
                throw new UserException("There is no program `" + program + "`", "Check the path");
            }
        }
        var failure = failure(arguments);
        if (failure.isPresent() && programs.size() > 1) {
            throw new UserException(
                    "A traceback is of one program", "Name one, or leave out --traceback and --message");
        }
        var settings = ScanInputs.settings(arguments, here, programs.get(0).toString());
        var release = ProofArguments.release(arguments, settings);
        var targeted = release.map(settings::withTarget).orElse(settings);
        var rules = RuleSet.load();
        var assistance = ModelArguments.open(arguments, console, targeted.target(), rules);
        int mostRounds = (int) arguments.number("--max-rounds", MOST_ROUNDS, 999);
        var repairs = new ArrayList<Repair>();
        try (var line = new ProgressLine(console);
                var session = new ProofSession(ProofArguments.settings(arguments, release), line)) {
            var repairer =
                    new Repairer(here, targeted, rules, session, mostRounds, assistance.map(Assistance::assistant));
            for (var program : programs) {
                line.begin("Repairing " + program);
                var repair = repairer.repair(program, failure);
                repairs.add(repair);
                line.pause(() -> {
                    console.print(RepairText.of(repair, console.palette()) + "\n");
                    console.flush();
                });
            }
        }
        assistance.ifPresent(used -> console.error("model: " + used.summary()));
        handOut(repairs, arguments, console);
        return repairs.stream().allMatch(RepairCommand::runs) ? Main.CLEAN : Main.FINDINGS;
    }

    private static boolean runs(Repair repair) {
        return repair.isHandedOut() || repair.outcome() == Repair.Outcome.RUNS_ALREADY;
    }

    private static void handOut(List<Repair> repairs, Arguments arguments, Console console) {
        var patch = repairs.stream().map(Repair::patch).collect(Collectors.joining());
        var output = arguments.value("--output");
        if (output.isPresent()) {
            AtomicFile.write(Path.of(output.get()), patch.getBytes(StandardCharsets.UTF_8));
        }
        if (arguments.has("--write")) {
            repairs.stream().filter(Repair::isHandedOut).forEach(Repair::write);
        } else if (output.isEmpty()) {
            console.print(patch);
        }
    }

    private static Optional<Failure> failure(Arguments arguments) throws IOException {
        var file = arguments.value("--traceback");
        var message = arguments.value("--message");
        boolean run = arguments.has("--run");
        if ((file.isPresent() ? 1 : 0) + (message.isPresent() ? 1 : 0) + (run ? 1 : 0) > 1) {
            throw new UserException("--traceback, --message and --run exclude one another", "Name one of them");
        }
        if (file.isEmpty() && message.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(file.isPresent() ? text(file.get()) : message.orElseThrow()));
    }

    /** The text of a file, or of standard input. */
    static String text(String file) throws IOException {
        if (file.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new UserException("There is no file `" + file + "`", "Check what --traceback names");
        }
        return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
    }

    static Failure read(String text) {
        return FailureReader.read(text)
                .orElseThrow(() -> new UserException(
                        "There is no Python exception in that text",
                        "Give the traceback, or its last line such as `TypeError: 'Column' object is not callable`"));
    }
}
