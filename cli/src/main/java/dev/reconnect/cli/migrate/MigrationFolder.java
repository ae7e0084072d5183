package dev.reconnect.cli.migrate;

import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.workspace.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder that a migration is handed out in: the programs under their own names, the patch, the report, the evidence. */
final class MigrationFolder {
    static final String PATCH = "migrated.patch";
    static final String REPORT = "report.html";
    static final String EVIDENCE = "evidence.json";

    private final Path folder;

    MigrationFolder(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Before any work is done: whether it can be written to, and that no input would be overwritten. */
    void check(List<Path> programs, Path root) {
        try {
            Files.createDirectories(folder);
            var probe = Files.createTempFile(folder, ".reconnect", ".tmp");
            Files.delete(probe);
        } catch (IOException e) {
            throw new UserException(
                    "Cannot write to the folder `" + folder + "`: " + reason(e), "Name another by --out", e);
        }
        for (var program : programs) {
            var target = folder.resolve(place(program, root).toString())
                    .toAbsolutePath()
                    .normalize();
            if (target.equals(program.toAbsolutePath().normalize())) {
                throw new UserException(
                        "`" + folder + "` is the folder of the program itself",
                        "Name another folder by --out; --write changes programs in place");
            }
        }
    }

    private static String reason(IOException e) {
        var message = String.valueOf(e.getMessage());
        return e instanceof AccessDeniedException ? "permission denied" : message;
    }

    /** Where a program lies in the folder. */
    private static Path place(Path program, Path root) {
        var absolute = program.toAbsolutePath().normalize();
        var base = root.toAbsolutePath().normalize();
        return absolute.startsWith(base) && !absolute.equals(base) ? base.relativize(absolute) : absolute.getFileName();
    }

    /** Writes the patch, the evidence and the report, of all that has been migrated so far. */
    void report(List<ProgramMigration> migrations, SparkRelease target, RuleSet rules, String version) {
        var patch = new StringBuilder();
        migrations.forEach(migration -> patch.append(migration.patch()));
        put(PATCH, patch.toString());
        put(EVIDENCE, MigrationJson.text(migrations, target, version));
        put(REPORT, MigrationHtml.of(migrations, target, rules, version));
    }

    /** Lays a program down. Of one that is refused nothing is left from an earlier run either. */
    void lay(ProgramMigration migration, Path root) throws IOException {
        var programPlace = place(migration.files().program(), root);
        var base = Optional.ofNullable(programPlace.getParent())
                .map(folder::resolve)
                .orElse(folder);
        if (!migration.isHandedOut()) {
            Files.deleteIfExists(folder.resolve(programPlace.toString()));
            return;
        }
        for (var file : HandedOut.of(migration.files(), migration.fixes())) {
            var target = base.resolve(file.place().toString());
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(folder));
            AtomicFile.write(target, file.bytes());
        }
    }

    private void put(String name, String text) {
        AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
