package dev.reconnect.cli;

import dev.reconnect.cli.migrate.Migration;
import dev.reconnect.engine.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect migrate}: scans, fixes, proves and reports, program by program. */
final class MigrateCommand implements Command {
    private static final ReportFormat[] FORMATS = {ReportFormat.TEXT, ReportFormat.JSON};

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect migrate");
        spec.usageMessage()
                .description(
                        "Takes programs to Spark Connect: scans, fixes, runs the original on classic Spark and the result on"
                                + " Connect, compares, and reports. Fixes that may change results are kept only if the comparison holds.")
                .customSynopsis("reconnect migrate [OPTIONS] PROGRAM|DIR... [-- ARGS...]")
                .footer(
                        "",
                        "ARGS are what the program is called with. In them and in calls {data} stands for the data folder of the"
                                + " run at hand and {out} for an empty output folder.",
                        "",
                        "Examples:",
                        "  reconnect migrate job.py --data data -- --input {data} --output {out}",
                        "  reconnect migrate jobs --out migrated",
                        "  reconnect migrate features.py --call 'top(spark, \"{data}/sales.csv\", 3)'",
                        "",
                        "Reads programs and never changes them without --write. Exit codes: 0 all migrated or clean already, 1 a"
                                + " program was refused, 2 Reconnect failed.");
        spec.addPositional(Options.positionals("PROGRAM", "1..*", "Programs, or folders of programs"));
        spec.addOption(Options.value(
                        "DIR",
                        "Where to put programs, migrated.patch, report.html and evidence.json; without it a folder below"
                                + " reconnect-out",
                        "-o",
                        "--out"))
                .addOption(Options.flag("Change verified programs in place", "-w", "--write"))
                .addOption(Options.flag(
                        "Hand out a program with safe fixes only though nothing could be compared",
                        "--accept-unproven"))
                .addOption(Options.choice(ReportFormat.names(FORMATS), "FORMAT", "text (default) or json", "--format"))
                .addOption(Options.values("PATTERN", "Leave out files and folders, as .gitignore would", "--exclude"))
                .addOption(Options.value("FILE", "Read these settings instead of looking for some", "--settings"));
        ScanInputs.selection(spec);
        return Options.common(ModelArguments.addTo(ProofArguments.addTo(spec)));
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var format = ReportFormat.of(arguments, FORMATS);
        var here = Path.of("").toAbsolutePath();
        var inputs = arguments.positionals();
        var settings = ScanInputs.settings(arguments, here, inputs.get(0));
        var release = ProofArguments.release(arguments, settings);
        var targeted = release.map(settings::withTarget).orElse(settings);
        var rules = RuleSet.load();
        var migration = new Migration(
                inputs,
                here,
                targeted,
                rules,
                ProofArguments.settings(arguments, release),
                arguments.value("--out").map(Path::of),
                arguments.has("--write"),
                arguments.has("--accept-unproven"),
                ModelArguments.open(arguments, console, targeted.target(), rules));
        return migration.run(console, format == ReportFormat.JSON, Version.text());
    }
}
