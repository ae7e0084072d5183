package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.settings.PathPatterns;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What commands over files have in common: which files, which rules, which target. */
record ScanInputs(List<String> inputs, Settings settings, RuleSet rules, Workspace workspace) {
    private static final String STANDARD_INPUT = "-";

    ScanInputs {
        inputs = List.copyOf(inputs);
    }

    static CommandSpec addTo(CommandSpec spec) {
        return selection(spec)
                .addOption(Options.values("PATTERN", "Leave out files and folders, as .gitignore would", "--exclude"))
                .addOption(Options.value("FILE", "Leave out findings that this file accepts", "--baseline"))
                .addOption(Options.value("FILE", "Read these settings instead of looking for some", "--settings"))
                .addOption(Options.value("NAME", "What to call standard input in reports", "--stdin-name"))
                .addOption(Options.value("N", "Work on so many files at once", "-j", "--jobs"));
    }

    static CommandSpec selection(CommandSpec spec) {
        return spec.addOption(Options.choice(
                        List.of("spark-3.5", "spark-4.0", "spark-4.1", "spark-4.2", "spark-4.3"),
                        "TARGET",
                        "Where the programs are to run, such as spark-4.2 (default)",
                        "--target"))
                .addOption(Options.values("RULES", "Only these rules or groups, separated by commas", "--select"))
                .addOption(Options.values("RULES", "Not these rules or groups, separated by commas", "--ignore"))
                .addOption(Options.flag("Neither read nor write the cache", "--no-cache"));
    }

    static ScanInputs of(Arguments arguments) throws IOException {
        var inputs = arguments.positionals().isEmpty() ? List.of(".") : arguments.positionals();
        if (arguments.has("--jobs")) {
            System.setProperty("reconnect.jobs", String.valueOf(arguments.number("--jobs", 1, 9999)));
        }
        var here = Path.of("").toAbsolutePath();
        var settings = settings(arguments, here, inputs.get(0));
        var rules = RuleSet.load();
        if (inputs.equals(List.of(STANDARD_INPUT))) {
            var name = arguments.value("--stdin-name").orElse("<stdin>");
            return new ScanInputs(inputs, settings, rules, Workspace.of(standardInput(name)));
        }
        return new ScanInputs(inputs, settings, rules, Workspace.open(here, inputs, settings));
    }

    /** Says so where there is nothing to look at, which is seldom what was meant. */
    void warnOfNothing(Console console) {
        if (workspace.files().isEmpty() && !console.isQuiet()) {
            console.error(console.errorPalette().yellow("warning") + ": There is no Python file in `"
                    + String.join("`, `", inputs) + "`");
        }
    }

    static Settings settings(Arguments arguments, Path here, String firstInput) {
        var settings = arguments
                .value("--settings")
                .map(file -> Settings.read(Path.of(file)))
                .orElseGet(() -> Settings.find(startOf(here, firstInput)));
        var target = arguments.value("--target");
        if (target.isPresent()) {
            settings = settings.withTarget(target(target.get()));
        }
        if (!arguments.names("--select").isEmpty()) {
            settings = settings.withSelect(arguments.names("--select"));
        }
        if (!arguments.names("--ignore").isEmpty()) {
            settings = settings.withIgnore(arguments.names("--ignore"));
        }
        if (arguments.knows("--exclude") && !arguments.values("--exclude").isEmpty()) {
            var patterns = new ArrayList<>(settings.exclude().patterns());
            patterns.addAll(arguments.values("--exclude"));
            settings = settings.withExclude(new PathPatterns(settings.exclude().base(), patterns));
        }
        if (arguments.knows("--baseline") && arguments.value("--baseline").isPresent()) {
            settings = settings.withBaseline(arguments.value("--baseline").map(Path::of));
        }
        return arguments.has("--no-cache") ? settings.withCache(false) : settings;
    }

    /** The settings beside the code hold, not those beside the user. */
    private static Path startOf(Path here, String input) {
        Path path;
        try {
            path = here.resolve(input);
        } catch (java.nio.file.InvalidPathException e) {
            return here;
        }
        if (Files.isDirectory(path)) {
            return path;
        }
        return Optional.ofNullable(path.getParent()).filter(Files::isDirectory).orElse(here);
    }

    private static SparkRelease target(String name) {
        return SparkRelease.find(name)
                .orElseThrow(() -> new UserException(
                        "There is no target `" + name + "`",
                        "It is spark-3.5, spark-4.0, spark-4.1, spark-4.2 or spark-4.3"));
    }

    private static SourceFile standardInput(String name) throws IOException {
        var reading = SourceFile.ofBytes(name, System.in.readAllBytes());
        return reading.file()
                .orElseThrow(
                        () -> new UserException(
                                "`" + name + "` "
                                        + reading.problem().orElseThrow().message(),
                                "Standard input is Python, in UTF-8 or as its coding comment says; with --stdin-name x.ipynb a notebook"));
    }
}
