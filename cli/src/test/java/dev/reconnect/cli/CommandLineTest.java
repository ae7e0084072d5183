package dev.reconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines from the outside: what is printed where, and the exit code. */
final class CommandLineTest {
    private static final String BROKEN =
            """
            from pyspark.sql import SparkSession

            spark = SparkSession.builder.getOrCreate()
            people = spark.table("people")
            if people.rdd.isEmpty():
                print("nobody")
            """;

    @TempDir
    private Path folder;

    private record Run(int code, String out, String err) {}

    private static Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(List.of(arguments), new Console(out, err, false, false, Palette.PLAIN));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void versionIsOneLine() {
        var run = run("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("reconnect [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\n");
    }

    @Test
    void everyCommandHasHelpWithExamplesOrADescription() {
        for (var name : Commands.NAMES) {
            var run = run(name, "--help");
            assertThat(run.code()).as(name).isZero();
            assertThat(run.out())
                    .as(name)
                    .startsWith("Usage: reconnect " + name)
                    .contains("--quiet");
            assertThat(Usage.overview(Palette.PLAIN)).contains("  " + name + " ");
        }
    }

    @Test
    void misspeltCommandIsCorrected() {
        var run = run("scn");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("No command is called `scn`").contains("Did you mean `scan`?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void misspeltOptionIsCorrected() {
        var run = run("scan", "--formt", "json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--formt").contains("--format");
    }

    @Test
    void scanReportsTheFindingAtItsPlace() throws IOException {
        var run = run("scan", file("job.py", BROKEN));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("error[rdd-is-empty]: ")
                .contains("job.py:5:4")
                .contains("5 | if people.rdd.isEmpty():")
                .contains("| + if people.isEmpty():")
                .contains("readiness for spark-4.2: ");
    }

    @Test
    void cleanFileGivesZero() throws IOException {
        var run = run("scan", file("job.py", "print('hello')\n"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("nothing found");
    }

    @Test
    void quietScanIsOneLineForEachFinding() throws IOException {
        var run = run("scan", "--quiet", file("job.py", BROKEN));
        assertThat(run.out().lines()).singleElement().asString().contains("job.py:5:4: error[rdd-is-empty]");
    }

    @Test
    void missingFileIsTheUsersMistake() {
        var run = run("scan", folder.resolve("absent.py").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: ").contains("absent.py");
    }

    @Test
    void binaryFileIsNotTakenForClean() throws IOException {
        var file = folder.resolve("image.py");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 1, 0, 2});
        var run = run("scan", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("image.py").contains("binary");
    }

    @Test
    void brokenSyntaxIsReportedBesideTheFindings() throws IOException {
        var run = run("scan", file("job.py", BROKEN + "def f(:\n    pass\n"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("warning: ").contains("error[rdd-is-empty]");
    }

    @Test
    void unknownRuleIsCorrected() throws IOException {
        var run = run("scan", "--select", "rdd-is-emty", file("job.py", BROKEN));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("rdd-is-emty").contains("rdd-is-empty");
    }

    @Test
    void fixShowsAndWritesOnlyWhenTold() throws IOException {
        var file = file("job.py", BROKEN);
        var dry = run("fix", file, "--diff");
        assertThat(dry.code()).isEqualTo(1);
        assertThat(dry.out()).contains("-if people.rdd.isEmpty():\n+if people.isEmpty():\n");
        assertThat(Path.of(file)).hasContent(BROKEN);
        var wet = run("fix", file, "--write");
        assertThat(wet.code()).isZero();
        assertThat(Path.of(file)).hasContent(BROKEN.replace(".rdd.", "."));
    }

    @Test
    void baselineSilencesWhatItAccepts() throws IOException {
        var file = file("job.py", BROKEN);
        var baseline = folder.resolve("baseline.json").toString();
        assertThat(run("scan", file, "--baseline", baseline, "--update-baseline")
                        .code())
                .isZero();
        var run = run("scan", file, "--baseline", baseline);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("1 accepted in the baseline");
    }

    @Test
    void reportGoesIntoAFile() throws IOException {
        var report = folder.resolve("report.json");
        var run = run("scan", file("job.py", BROKEN), "--format", "json", "--output", report.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(report)).contains("\"rdd-is-empty\"");
    }

    @Test
    void treeInJsonIsOneLineForEachFile() throws IOException {
        var run = run("tree", "--format", "json", file("a.py", "x = 1\n"));
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).singleElement().asString().contains("[\"Assign\", 1, 0, 1, 5]");
    }

    @Test
    void explainTakesRulesSymbolsAndMessages() {
        assertThat(run("explain", "rdd-is-empty").out()).contains("Why it fails on Spark Connect");
        assertThat(run("explain", "SparkContext.setLogLevel").out())
                .contains("pyspark.SparkContext.setLogLevel does not work on Spark Connect 4.2");
        assertThat(run("explain", "[JVM_ATTRIBUTE_NOT_SUPPORTED] Attribute `sparkContext` is not supported")
                        .out())
                .contains("SparkSession.sparkContext");
        assertThat(run("explain", "zzz-unheard-of-zzz").code()).isEqualTo(2);
    }

    @Test
    void factsAnswerForARelease() {
        assertThat(run("facts", "DataFrame.rdd").out()).contains("unsupported  pyspark.sql.DataFrame.rdd");
        assertThat(run("facts", "DataFrame.checkpoint").out())
                .isEqualTo("works        pyspark.sql.DataFrame.checkpoint (from 4.0)\n");
        assertThat(run("facts", "DataFrame.checkpoint", "--target", "spark-3.5").out())
                .contains("unsupported  pyspark.sql.DataFrame.checkpoint  [NOT_IMPLEMENTED] (works from 4.0)");
        assertThat(run("facts", "no_such_symbol_at_all").code()).isEqualTo(1);
    }

    @Test
    void migrateNeedsAProgram() {
        var run = run("migrate", folder.resolve("absent.py").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("absent.py");
        assertThat(run("migrate", folder.toString()).err()).contains("No program that uses Spark");
    }

    @Test
    void valuesThatMakeNoSenseAreNamed() throws IOException {
        var file = file("job.py", BROKEN);
        assertThat(run("scan", file, "--target", "spark-9.9").err()).contains("spark-9.9");
        assertThat(run("scan", file, "--format", "yaml").err()).contains("yaml");
        assertThat(run("scan", file, "--jobs", "none").err()).contains("--jobs");
        assertThat(run("migrate", file, "--remote", "localhost").err()).contains("sc://host:port");
        assertThat(run("migrate", file, "--spark", "4.1", "--target", "spark-4.2")
                        .err())
                .contains("--target");
    }

    @Test
    void completionsNameTheCommands() {
        assertThat(run("completion", "bash").out()).contains("migrate").contains("--format");
        assertThat(run("completion", "fish").out()).contains("-a migrate").contains("-l format");
        assertThat(run("completion", "tcsh").code()).isEqualTo(2);
    }

    @Test
    void closedPipeEndsQuietly() {
        var err = new ByteArrayOutputStream();
        var closed = new java.io.OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        int code = Main.run(List.of("rules"), new Console(closed, err, false, false, Palette.PLAIN));
        assertThat(code).isEqualTo(141);
        assertThat(err.toByteArray()).isEmpty();
    }

    @Test
    void fullDiskIsSaid() {
        var err = new ByteArrayOutputStream();
        var full = new java.io.OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int code = Main.run(List.of("rules"), new Console(full, err, false, false, Palette.PLAIN));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No space left on device");
    }
}
