package dev.reconnect.cli;

import dev.reconnect.cli.report.HtmlReport;
import dev.reconnect.cli.report.HtmlTrace;
import dev.reconnect.cli.report.ScanReport;
import dev.reconnect.cli.report.TraceJson;
import dev.reconnect.cli.report.TraceText;
import dev.reconnect.cli.trace.Trace;
import dev.reconnect.cli.trace.TraceReader;
import dev.reconnect.cli.trace.TraceSummary;
import dev.reconnect.cli.trace.TracedSources;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.Baseline;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect trace}: says what a run has shown, and what static analysis has missed of it. */
final class TraceCommand implements Command {
    private static final ReportFormat[] FORMATS = {ReportFormat.TEXT, ReportFormat.JSON, ReportFormat.HTML};

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect trace");
        spec.usageMessage()
                .description(
                        "Says what a traced run did with Spark: which calls the runtime served, with which types, where time"
                                + " went, which of them static analysis does not report, and what was never come to.")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect run --trace job.trace job.py      make a trace",
                        "  reconnect trace job.trace",
                        "  reconnect trace job.trace src --format html --output trace.html",
                        "",
                        "Exit codes: 0 static analysis reports all that the run has shown, 1 it does not, 2 Reconnect failed.");
        spec.addPositional(Options.positionals(
                        "FILE [PATH]", "1..*", "The trace, and where its sources are if not where they were"))
                .addOption(Options.choice(
                        List.of("spark-3.5", "spark-4.0", "spark-4.1", "spark-4.2", "spark-4.3"),
                        "TARGET",
                        "The release that counts, such as spark-4.2 (default)",
                        "--target"))
                .addOption(Options.choice(
                        ReportFormat.names(FORMATS), "FORMAT", "text (default), json or html", "--format"))
                .addOption(Options.value("FILE", "Write the report to a file", "-o", "--output"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var format = ReportFormat.of(arguments, FORMATS);
        var given = arguments.positionals();
        var trace = TraceReader.read(Path.of(given.get(0)));
        var paths = given.size() > 1 ? given.subList(1, given.size()) : TracedSources.existing(trace);
        var here = Path.of("").toAbsolutePath();
        var settings = ScanInputs.settings(arguments, here, paths.isEmpty() ? "." : paths.get(0));
        var rules = RuleSet.load();
        var workspace = paths.isEmpty() ? Workspace.of(List.of()) : Workspace.open(here, paths, settings);
        var sources = TracedSources.of(trace, workspace);
        var runner = plain(rules, settings);
        var traced = onlyFound(workspace, sources);
        Optional<Analysis> analysis;
        try (var progress = new ProgressLine(console)) {
            analysis = sources.found().isEmpty()
                    ? Optional.empty()
                    : Optional.of(runner.analyse(traced, new EngineProgress(progress)));
        }
        var summary = TraceSummary.of(trace, sources, analysis, settings.target());
        var output = Output.of(arguments, console);
        switch (format) {
            case TEXT -> output.print(TraceText.of(summary, path -> shown(path, here), output.palette()));
            case JSON -> output.write(out -> TraceJson.write(summary, out));
            case HTML -> {
                var scan = analysis.map(Analysis::result).orElseGet(() -> runner.scan(traced));
                var report = new ScanReport(scan, rules, settings.target(), paths, Version.text());
                var fixes = new Fixer(runner, FixFilter.SAFE).fix(traced);
                output.print(HtmlReport.ofScan(report, fixes, HtmlTrace.of(summary, path -> shown(path, here))));
            }
            default -> throw new IllegalStateException("not a format of traces");
        }
        return summary.unreported().isEmpty() ? Main.CLEAN : Main.FINDINGS;
    }

    /** Rules without the evidence of a trace and without a baseline: what static analysis says by itself. */
    private static RuleRunner plain(RuleSet rules, Settings settings) {
        return new RuleRunner(rules, settings, Baseline.EMPTY);
    }

    /** What the trace that {@code --trace} names has shown of the files of a scan, for its HTML report; nothing without one. */
    static String section(ScanInputs inputs, Arguments arguments) {
        return arguments
                .value("--trace")
                .map(file -> {
                    var trace = TraceReader.read(Path.of(file));
                    var sources = TracedSources.of(trace, inputs.workspace());
                    var analysis = sources.found().isEmpty()
                            ? Optional.<Analysis>empty()
                            : Optional.of(plain(inputs.rules(), inputs.settings())
                                    .analyse(onlyFound(inputs.workspace(), sources), Progress.NONE));
                    var summary = TraceSummary.of(
                            trace, sources, analysis, inputs.settings().target());
                    var here = Path.of("").toAbsolutePath();
                    return HtmlTrace.of(summary, path -> shown(path, here));
                })
                .orElse("");
    }

    private static Workspace onlyFound(Workspace workspace, TracedSources sources) {
        var found = sources.found();
        return Workspace.of(workspace.files().stream()
                .filter(file -> found.contains(file.name()))
                .flatMap(file -> file.read().file().stream())
                .toList());
    }

    /** The evidence that {@code --trace} names, for files of a workspace. */
    static RuleRunner withTrace(RuleRunner runner, Arguments arguments, Workspace workspace) {
        return arguments
                .value("--trace")
                .map(file -> {
                    Trace trace = TraceReader.read(Path.of(file));
                    return runner.with(TracedSources.of(trace, workspace).observed());
                })
                .orElse(runner);
    }

    private static String shown(String path, Path here) {
        try {
            var full = Path.of(path);
            return full.startsWith(here) ? here.relativize(full).toString().replace('\\', '/') : path;
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
