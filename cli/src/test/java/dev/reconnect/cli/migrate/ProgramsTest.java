package dev.reconnect.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are programs, and which files belong to one. */
final class ProgramsTest {
    private static final String SPARK = "from pyspark.sql import SparkSession\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        write("job.py", SPARK + "import helpers\nfrom steps.clean import clean\nimport os\n");
        write("helpers.py", "import deeper\n");
        write("deeper.py", "def f(): pass\n");
        write("steps/__init__.py", "");
        write("steps/clean.py", "from . import other\n" + SPARK);
        write("steps/other.py", "");
        write("steps/query.sql", "select 1");
        write("tool.py", "print('no use of it')\n");
        write("nested/load.py", SPARK);
        write("data/in.csv", "a\n1\n");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void programsAreWhatUsesSparkAndIsNotImported() throws IOException {
        var found = Programs.find(List.of(folder.toString()), folder, Settings.defaults(folder));
        assertThat(found.programs()).containsExactly(folder.resolve("job.py"), folder.resolve("nested/load.py"));
        assertThat(found.withoutSpark()).isEqualTo(1);
        var dotted = Programs.find(List.of(folder.resolve(".").toString()), folder, Settings.defaults(folder));
        assertThat(dotted.programs()).isEqualTo(found.programs());
    }

    @Test
    void modulesAndPackagesOfTheFolderBelongToTheProgram() throws IOException {
        var files = ProgramFiles.of(folder.resolve("job.py"), folder, Settings.defaults(folder));
        assertThat(files.modules().stream().map(files::place).map(Path::toString))
                .containsExactly("deeper.py", "helpers.py", "steps/__init__.py", "steps/clean.py", "steps/other.py");
        assertThat(files.others().stream().map(files::place).map(Path::toString))
                .containsExactly("steps/query.sql");
    }

    @Test
    void foldersOfDataBesideTheProgramAreItsData() {
        var settings = new ProofSettings(
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                true,
                1,
                dev.reconnect.proof.Limits.DEFAULT,
                true,
                true,
                false);
        assertThat(settings.dataFor(folder.resolve("job.py"))).containsExactly(folder.resolve("data"));
    }
}
