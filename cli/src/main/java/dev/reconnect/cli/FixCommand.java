package dev.reconnect.cli;

import dev.reconnect.cli.report.FixText;
import dev.reconnect.cli.report.ProblemText;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.fix.Fixer;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect fix}: shows or applies the fixes; changes nothing unless told to. */
final class FixCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect fix");
        spec.usageMessage()
                .description("Applies the fixes for Spark Connect, again and again until nothing is left to fix."
                        + " Shows what it would do unless --write is given.")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect fix src                 what would be done, in short",
                        "  reconnect fix src --diff          the same as a patch, for git apply",
                        "  reconnect fix src --write         do it",
                        "  reconnect fix - < job.py          standard input, fixed, to standard output",
                        "",
                        "Safe fixes give the same result on every input. With --unsafe also those whose result may differ; 'reconnect"
                                + " prove' or 'reconnect migrate' tell whether it does.",
                        "Exit codes: 0 nothing left to do, 1 there is, 2 Reconnect failed.");
        spec.addPositional(Options.positionals("PATH", "0..*", "Files, folders or globs; the current folder if none"));
        ScanInputs.addTo(spec)
                .addOption(Options.flag("Write the files", "-w", "--write"))
                .addOption(Options.flag("Print a patch", "--diff"))
                .addOption(Options.flag("Apply fixes that may change results too", "--unsafe"))
                .addOption(Options.value("FILE", "Take what this trace has shown as evidence for types", "--trace"))
                .addOption(Options.value("FILE", "Write the patch or the summary to a file", "-o", "--output"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        ScanInputs inputs;
        FixResult fixes;
        try (var progress = new ProgressLine(console)) {
            progress.begin("Looking for files");
            inputs = ScanInputs.of(arguments);
            boolean unsafe = arguments.has("--unsafe") || inputs.settings().unsafeFixes();
            var runner = TraceCommand.withTrace(
                    new RuleRunner(inputs.rules(), inputs.settings()), arguments, inputs.workspace());
            var fixer = new Fixer(runner, unsafe ? FixFilter.UNSAFE : FixFilter.SAFE);
            fixes = fixer.fix(inputs.workspace(), new EngineProgress(progress));
        }
        inputs.warnOfNothing(console);
        if (inputs.inputs().equals(List.of("-"))) {
            return standardInput(inputs, fixes, arguments, console);
        }
        boolean write = arguments.has("--write");
        if (write) {
            fixes.write();
        }
        var output = Output.of(arguments, console);
        if (arguments.has("--diff")) {
            output.print(
                    output.palette() == Palette.PLAIN
                            ? fixes.diff()
                            : FixText.coloured(fixes.diff(), output.palette()));
        } else if (!console.isQuiet()) {
            output.print(FixText.summary(fixes, inputs.inputs(), write, output.palette()));
        }
        report(fixes, console);
        return exitCode(fixes, write);
    }

    private static int standardInput(ScanInputs inputs, FixResult fixes, Arguments arguments, Console console)
            throws IOException {
        var output = Output.of(arguments, console);
        report(fixes, console);
        if (arguments.has("--diff")) {
            output.print(fixes.diff());
        } else {
            var bytes = fixedOrAsItWas(inputs, fixes);
            output.write(out -> out.write(bytes));
        }
        return exitCode(fixes, true);
    }

    private static byte[] fixedOrAsItWas(ScanInputs inputs, FixResult fixes) throws IOException {
        var fixed = fixes.files().stream().filter(FileFix::isChanged).findFirst();
        if (fixed.isPresent()) {
            return fixed.get().bytes();
        }
        var file = inputs.workspace().files().get(0).read().file().orElseThrow();
        return file.encode(file.diskText());
    }

    /** What could not be looked at, and what did not come out as it should. */
    private static void report(FixResult fixes, Console console) {
        var palette = console.errorPalette();
        ProblemText.of(fixes.after().problems(), palette).lines().forEach(console::error);
        for (var problem : fixes.problems()) {
            console.error(palette.yellow("warning") + ": `" + problem.file() + "` " + problem.message());
        }
    }

    private static int exitCode(FixResult fixes, boolean written) {
        boolean failed = fixes.after().problems().stream().anyMatch(problem -> problem.kind() != Problem.Kind.SYNTAX)
                || fixes.problems().stream().anyMatch(Problem::isInternal);
        if (failed) {
            return Main.FAILED;
        }
        boolean left = !fixes.after().findings().isEmpty()
                || (!written && fixes.files().stream().anyMatch(FileFix::isChanged));
        return left ? Main.FINDINGS : Main.CLEAN;
    }
}
