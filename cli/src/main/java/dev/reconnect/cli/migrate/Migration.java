package dev.reconnect.cli.migrate;

import dev.reconnect.cli.Console;
import dev.reconnect.cli.ProgressLine;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.proof.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of {@code reconnect migrate}: finds the programs, migrates one after the other over the same warm processes, hands out.
 *
 * @param out where to hand out; without it only reports are written, below {@code reconnect-out}
 * @param assistance who is asked about what rules leave
 * @param write whether migrated programs replace the originals
 */
public record Migration(
        List<String> inputs,
        Path here,
        Settings settings,
        RuleSet rules,
        ProofSettings proof,
        Optional<Path> out,
        boolean write,
        boolean acceptsUnproven,
        Optional<Assistance> assistance) {
    private static final Path DEFAULT_OUT = Path.of("reconnect-out");

    public Migration {
        inputs = List.copyOf(inputs);
    }

    /** Migrates and reports; the exit code. */
    public int run(Console console, boolean json, String version) throws IOException {
        var programs = Programs.find(inputs, here, settings);
        if (programs.programs().isEmpty()) {
            throw new UserException(
                    "No program that uses Spark is in " + String.join(", ", inputs),
                    "Name a program, or a folder that has some");
        }
        var folder = new MigrationFolder(out.orElseGet(() -> DEFAULT_OUT.resolve(title())));
        var root = root();
        folder.check(programs.programs(), root);
        var migrations = new ArrayList<ProgramMigration>();
        var unwritten = new ArrayList<UserException>();
        try (var line = new ProgressLine(console);
                var session = new ProofSession(proof, line)) {
            var migrator = new Migrator(
                    here,
                    settings,
                    rules,
                    session,
                    engineProgress(line),
                    acceptsUnproven,
                    assistance.map(Assistance::assistant));
            for (var program : programs.programs()) {
                line.begin("Migrating " + program);
                var migration = migrator.migrate(program);
                migrations.add(migration);
                // At once, so that what is done is there when a later program is never reached.
                folder.lay(migration, root);
                folder.report(migrations, settings.target(), rules, version);
                if (write && migration.outcome() == Outcome.MIGRATED) {
                    writeInPlace(migration, unwritten);
                }
                if (!json && !console.isQuiet() && programs.programs().size() > 1) {
                    line.pause(() -> {
                        console.print(MigrationText.program(migration, console.palette()));
                        console.flush();
                    });
                }
            }
        }
        print(migrations, programs, folder, console, json, version);
        if (!unwritten.isEmpty()) {
            throw unwritten.get(0);
        }
        return exitCode(migrations);
    }

    /** A program that cannot be replaced costs the others, and its own evidence, nothing. */
    private static void writeInPlace(ProgramMigration migration, List<UserException> unwritten) {
        try {
            migration.fixes().write();
        } catch (UserException e) {
            unwritten.add(e);
        }
    }

    private void print(
            List<ProgramMigration> migrations,
            Programs programs,
            MigrationFolder folder,
            Console console,
            boolean json,
            String version) {
        if (json) {
            console.print(MigrationJson.text(migrations, settings.target(), version));
            return;
        }
        if (console.isQuiet()) {
            migrations.forEach(migration ->
                    console.print(migration.name() + ": " + migration.outcome() + ", " + migration.verdict() + "\n"));
            return;
        }
        var palette = console.palette();
        if (migrations.size() == 1) {
            console.print(MigrationText.program(migrations.get(0), palette));
        } else {
            console.print(MigrationText.sums(migrations, programs.withoutSpark(), palette));
        }
        assistance.ifPresent(used -> console.print("  model:  " + used.summary() + "\n"));
        console.print("  report: " + folder.folder().resolve(MigrationFolder.REPORT) + "\n");
        if (migrations.stream().anyMatch(migration -> migration.outcome() == Outcome.MIGRATED)) {
            console.print("  patch:  " + folder.folder().resolve(MigrationFolder.PATCH) + "\n");
        }
    }

    /** What places in the output folder are relative to: the folder that was named, or that of the program. */
    private Path root() {
        if (inputs.size() != 1) {
            return here;
        }
        var input = Path.of(inputs.get(0));
        return Files.isDirectory(input)
                ? input
                : Optional.ofNullable(input.getParent()).orElse(Path.of(""));
    }

    private String title() {
        var name = String.valueOf(
                Path.of(inputs.get(0)).toAbsolutePath().normalize().getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 && !Files.isDirectory(Path.of(inputs.get(0))) ? name.substring(0, dot) : name;
    }

    private static Progress engineProgress(ProgressLine line) {
        return new Progress() {
            @Override
            public void step() {
                line.step();
            }
        };
    }

    private static int exitCode(List<ProgramMigration> migrations) {
        if (migrations.stream().anyMatch(migration -> migration.verdict() == Verdict.FAILED)) {
            return 2;
        }
        return migrations.stream().allMatch(ProgramMigration::isHandedOut) ? 0 : 1;
    }
}
