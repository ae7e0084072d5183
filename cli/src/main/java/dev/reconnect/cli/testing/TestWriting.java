package dev.reconnect.cli.testing;

import dev.reconnect.cli.Palette;
import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the tests of programs, one after the other over the same warm processes. */
public final class TestWriting {
    private final TestGenerator generator;

    /** @param mostMutants how many wrong variants of each program are tried */
    public TestWriting(Path here, Settings settings, RuleSet rules, ProofSession proofs, long mostMutants) {
        this.generator = new TestGenerator(here, settings, rules, proofs, Math.toIntExact(mostMutants));
    }

    /** What is said about the tests of a program, and whether there are any. */
    public record Written(String report, boolean wasWritten) {}

    /**
     * @param migrated the program's migrated form; without it, it is made
     * @param listsAll whether the report lists noticed variants too
     */
    public Written write(Path program, Optional<Path> migrated, Path out, boolean listsAll, Palette palette)
            throws IOException {
        var tests = generator.generate(program, migrated, out);
        requireOurs(tests, out);
        for (var file : tests.files().entrySet()) {
            var target = out.resolve(file.getKey());
            Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(out));
            AtomicFile.write(target, file.getValue());
        }
        var report = TestsText.of(tests, listsAll, palette);
        return new Written(
                tests.files().isEmpty() ? report : report + "written to " + out + "\n",
                !tests.files().isEmpty());
    }

    /** A conftest that someone else has written is not replaced. */
    private static void requireOurs(GeneratedTests tests, Path out) throws IOException {
        var conftest = out.resolve("conftest.py");
        if (!tests.files().isEmpty()
                && Files.exists(conftest)
                && !Files.readString(conftest).contains("parser.addoption(\"--spark\"")) {
            throw new UserException("`" + conftest + "` is not from Reconnect", "Name another folder by --out");
        }
    }
}
