package dev.reconnect.cli;

import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.cli.testing.TestWriting;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect test}: writes tests that hold a migrated program to what the original does. */
final class TestCommand implements Command {
    private static final int MOST_MUTANTS = 60;

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect test");
        spec.usageMessage()
                .description(
                        "Writes pytest files for a classic program and its migrated form: what the program prints, writes and"
                                + " returns on classic Spark for small data. A test is kept if it holds five times there and for the"
                                + " migrated program on Connect, and notices a wrong variant of that.")
                .customSynopsis("reconnect test [OPTIONS] PROGRAM [-- ARGS...]")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect test job.py --data data --out tests -- --input {data} --output {out}",
                        "  reconnect test features.py --call 'top(spark, \"{data}/sales.csv\", 3)'",
                        "  reconnect test job.py --migrated job_connect.py",
                        "",
                        "The tests run with pytest and PySpark alone. Exit codes: 0 tests were written, 1 none was kept,"
                                + " 2 Reconnect failed.");
        spec.addPositional(Options.positionals("PROGRAM", "1..*", "Classic programs"))
                .addOption(Options.value(
                        "DIR",
                        "The folder for the tests (tests); of several programs each gets a folder in it",
                        "-o",
                        "--out"))
                .addOption(Options.value("FILE", "The program's migrated form; without it, it is made", "--migrated"))
                .addOption(Options.value("N", "Wrong variants to try at most (" + MOST_MUTANTS + ")", "--max-mutants"))
                .addOption(Options.value("FILE", "Read these settings instead of looking for some", "--settings"));
        ScanInputs.selection(spec);
        return Options.common(ProofArguments.addTo(spec));
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var here = Path.of("").toAbsolutePath();
        var programs = arguments.positionals().stream().map(Path::of).toList();
        programs.forEach(TestCommand::requirePython);
        var migrated = arguments.value("--migrated").map(Path::of);
        migrated.ifPresent(TestCommand::requirePython);
        if (migrated.isPresent() && programs.size() > 1) {
            throw new UserException("--migrated is of one program", "Name one program, or leave out --migrated");
        }
        var settings = ScanInputs.settings(arguments, here, programs.get(0).toString());
        var release = ProofArguments.release(arguments, settings);
        try (var line = new ProgressLine(console);
                var session = new ProofSession(ProofArguments.settings(arguments, release), line)) {
            var writing = new TestWriting(
                    here,
                    release.map(settings::withTarget).orElse(settings),
                    RuleSet.load(),
                    session,
                    arguments.number("--max-mutants", MOST_MUTANTS, 1_000_000));
            boolean all = true;
            for (var program : programs) {
                var out = folder(arguments, program, programs);
                line.begin("Writing tests for " + program);
                var text = writing.write(program, migrated, out, arguments.has("--verbose"), console.palette());
                all &= text.wasWritten();
                line.pause(() -> {
                    console.print(text.report());
                    console.flush();
                });
            }
            return all ? Main.CLEAN : Main.FINDINGS;
        }
    }

    private static Path folder(Arguments arguments, Path program, List<Path> programs) {
        var out = Path.of(arguments.value("--out").orElse("tests"));
        var name = String.valueOf(program.getFileName());
        return programs.size() == 1 ? out : out.resolve(name.substring(0, name.lastIndexOf('.')));
    }

    private static void requirePython(Path program) {
        var name = program.toString().toLowerCase(Locale.ROOT);
        for (var language : List.of("scala", "java")) {
            if (name.endsWith("." + language)) {
                throw new UserException(
                        "`" + program + "` is a program in "
                                + language.substring(0, 1).toUpperCase(Locale.ROOT) + language.substring(1)
                                + ", for which Reconnect writes no tests",
                        "Name a Python program or a notebook");
            }
        }
        if (!Files.isRegularFile(program)) {
            throw new UserException("There is no program `" + program + "`", "Check the path");
        }
        if (!name.endsWith(".py") && !name.endsWith(".ipynb")) {
            throw new UserException("`" + program + "` is no Python program", "Its name ends in .py or .ipynb");
        }
    }
}
