package dev.reconnect.cli;

import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.cli.report.JunitReport;
import dev.reconnect.cli.report.ProofText;
import dev.reconnect.core.UserException;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.EvidenceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect prove}: compares a program on classic Spark with its migration on Connect. */
final class ProveCommand implements Command {
    private static final ReportFormat[] FORMATS = {ReportFormat.TEXT, ReportFormat.JSON, ReportFormat.JUNIT};

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect prove");
        spec.usageMessage()
                .description(
                        "Runs ORIGINAL on classic Spark and MIGRATED on Spark Connect, on the data and on variants of it, and"
                                + " compares all that can be seen.")
                .customSynopsis("reconnect prove [OPTIONS] ORIGINAL MIGRATED [-- ARGS...]")
                .footer(
                        "",
                        "ARGS are what the programs are called with. In them and in calls {data} stands for the data folder of the"
                                + " run at hand and {out} for an empty output folder.",
                        "",
                        "Examples:",
                        "  reconnect prove old/job.py new/job.py --data data -- --input {data} --output {out}",
                        "  reconnect prove old.py new.py --call 'top(spark, \"{data}/sales.csv\", 3)' --data data",
                        "",
                        "Exit codes: 0 VERIFIED, 1 DIFFERS or UNPROVEN, 2 FAILED.");
        spec.addPositional(Options.positionals("PROGRAM", "2", "The original and the migrated program"));
        ProofArguments.addTo(spec)
                .addOption(Options.choice(
                        ReportFormat.names(FORMATS), "FORMAT", "text (default), json or junit", "--format"))
                .addOption(Options.value("FILE", "Write the report to a file", "-o", "--output"))
                .addOption(Options.flag("Run everything anew", "--no-cache"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var format = ReportFormat.of(arguments, FORMATS);
        var release = arguments.value("--spark").map(EnvironmentCommand::release);
        var original = program(arguments.positionals().get(0));
        var migrated = program(arguments.positionals().get(1));
        Evidence evidence;
        try (var progress = new ProgressLine(console);
                var session = new ProofSession(ProofArguments.settings(arguments, release), progress)) {
            evidence = session.prove(original, migrated, String.valueOf(original.getFileName()));
        }
        var output = Output.of(arguments, console);
        switch (format) {
            case JSON -> output.print(EvidenceJson.text(evidence, Version.text()));
            case JUNIT -> output.print(JunitReport.of(evidence));
            case TEXT, SARIF, HTML, GITHUB -> output.print(ProofText.of(evidence, output.palette()));
        }
        return switch (evidence.verdict()) {
            case VERIFIED -> Main.CLEAN;
            case DIFFERS, UNPROVEN -> Main.FINDINGS;
            case FAILED -> Main.FAILED;
        };
    }

    private static Path program(String name) {
        var path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            throw new UserException("There is no program `" + name + "`", "Check the path");
        }
        return path;
    }
}
