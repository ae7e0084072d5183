package dev.reconnect.cli;

import dev.reconnect.cli.report.GithubReport;
import dev.reconnect.cli.report.HtmlReport;
import dev.reconnect.cli.report.JsonReport;
import dev.reconnect.cli.report.SarifReport;
import dev.reconnect.cli.report.ScanReport;
import dev.reconnect.cli.report.TextReport;
import dev.reconnect.engine.Baseline;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.Fixer;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect scan}: shows what cannot work on the target. */
final class ScanCommand implements Command {
    private static final ReportFormat[] FORMATS = {
        ReportFormat.TEXT, ReportFormat.JSON, ReportFormat.SARIF, ReportFormat.HTML, ReportFormat.GITHUB
    };

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect scan");
        spec.usageMessage()
                .description(
                        "Shows what in PySpark programs cannot work on Spark Connect, and what to write instead. Changes nothing.")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect scan                              the folder you are in",
                        "  reconnect scan jobs notebooks/etl.ipynb     files and folders",
                        "  reconnect scan src --format sarif --output findings.sarif",
                        "  reconnect scan src --update-baseline        accept what is there; later scans show what is new",
                        "  git show HEAD:job.py | reconnect scan -     standard input",
                        "",
                        "Exit codes: 0 nothing found, 1 findings, 2 a file could not be looked at, or Reconnect failed.");
        spec.addPositional(Options.positionals("PATH", "0..*", "Files, folders or globs; the current folder if none"));
        ScanInputs.addTo(spec)
                .addOption(Options.choice(
                        ReportFormat.names(FORMATS),
                        "FORMAT",
                        "text (default), json, sarif, html or github",
                        "--format"))
                .addOption(Options.value("FILE", "Write the report to a file", "-o", "--output"))
                .addOption(Options.value("FILE", "Take what this trace has shown as evidence for types", "--trace"))
                .addOption(
                        Options.flag("Write the baseline file, accepting all that is found now", "--update-baseline"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var format = ReportFormat.of(arguments, FORMATS);
        ScanInputs inputs;
        ScanResult scan;
        try (var progress = new ProgressLine(console)) {
            progress.begin("Looking for files");
            inputs = ScanInputs.of(arguments);
            scan = runner(inputs, arguments).scan(inputs.workspace(), new EngineProgress(progress));
        }
        inputs.warnOfNothing(console);
        if (arguments.has("--update-baseline")) {
            return updateBaseline(arguments, inputs, scan, console);
        }
        var report = new ScanReport(scan, inputs.rules(), inputs.settings().target(), inputs.inputs(), Version.text());
        write(report, inputs, arguments, format, Output.of(arguments, console));
        return exitCode(scan);
    }

    private static RuleRunner runner(ScanInputs inputs, Arguments arguments) {
        var runner = arguments.has("--update-baseline")
                ? new RuleRunner(inputs.rules(), inputs.settings(), Baseline.EMPTY)
                : new RuleRunner(inputs.rules(), inputs.settings());
        return TraceCommand.withTrace(runner, arguments, inputs.workspace());
    }

    private static int updateBaseline(Arguments arguments, ScanInputs inputs, ScanResult scan, Console console) {
        var file = arguments
                .value("--baseline")
                .map(Path::of)
                .or(() -> inputs.settings().baseline())
                .orElse(Path.of(Baseline.FILE_NAME));
        var baseline = Baseline.of(scan);
        baseline.write(file);
        if (!console.isQuiet()) {
            console.print("Accepted " + baseline.size() + " findings in " + file + "\n");
        }
        return Main.CLEAN;
    }

    private static void write(
            ScanReport report, ScanInputs inputs, Arguments arguments, ReportFormat format, Output output)
            throws IOException {
        switch (format) {
            case TEXT ->
                output.print(
                        output.console().isQuiet()
                                ? TextReport.brief(report)
                                : TextReport.of(report, output.palette()));
            case JSON -> output.write(out -> JsonReport.write(report, out));
            case SARIF -> output.write(out -> SarifReport.write(report, out));
            case GITHUB -> output.print(GithubReport.of(report));
            case HTML -> {
                var fixer = new Fixer(new RuleRunner(inputs.rules(), inputs.settings()), FixFilter.SAFE);
                var trace = TraceCommand.section(inputs, arguments);
                output.print(HtmlReport.ofScan(report, fixer.fix(inputs.workspace()), trace));
            }
            case JUNIT -> throw new IllegalStateException("not a format of scans");
        }
    }

    /** What the user asked us to look at and we could not is our failure, not a clean result. */
    static int exitCode(ScanResult scan) {
        if (scan.problems().stream().anyMatch(problem -> problem.kind() != Problem.Kind.SYNTAX)) {
            return Main.FAILED;
        }
        return scan.findings().isEmpty() && scan.problems().isEmpty() ? Main.CLEAN : Main.FINDINGS;
    }
}
