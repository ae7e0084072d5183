package dev.reconnect.cli.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.reconnect.diagnose.FailureReader;
import dev.reconnect.diagnose.Signature;
import dev.reconnect.diagnose.Signatures;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Where recorded failures come from: the line that their program marks with {@code # cause}. */
class LocatorTest {
    private static final Path FOLDER = Path.of("../bench/exceptions");
    private static final Signatures SIGNATURES = Signatures.load();

    private static ScanResult scan(String name, String text) {
        var settings = Settings.defaults(Path.of("")).withCache(false);
        return new RuleRunner(RuleSet.load(), settings)
                .analyse(Workspace.of(SourceFile.of(name, text)), Progress.NONE)
                .result();
    }

    private static Cause locate(String name, String text, String traceback) {
        var failure = FailureReader.read(traceback).orElseThrow();
        return Locator.locate(scan(name, text), failure, SIGNATURES.recognise(failure))
                .orElseThrow();
    }

    private static List<Integer> marked(String text) {
        var lines = text.lines().toList();
        var marked = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("# cause")) {
                marked.add(i + 1);
            }
        }
        return marked;
    }

    @TestFactory
    List<DynamicTest> findsTheCause() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        try (var files = Files.walk(FOLDER.resolve("recorded"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                var name = file.getFileName().toString().replace(".txt", ".py");
                tests.add(dynamicTest(FOLDER.relativize(file).toString(), () -> {
                    var text = Files.readString(FOLDER.resolve("programs").resolve(name));
                    var cause = locate(name, text, Files.readString(file));
                    assertThat(marked(text)).as(cause.text()).contains(cause.line());
                }));
            }
        }
        return tests;
    }

    private static final String PROGRAM =
            """
            from pyspark.sql import SparkSession

            spark = SparkSession.builder.getOrCreate()
            df = spark.range(5)
            print(df.rdd.count())
            """;

    @Test
    void followsALineThatMoved() {
        var cause = locate(
                "job.py",
                PROGRAM,
                """
                Traceback (most recent call last):
                  File "/home/u/job.py", line 2, in <module>
                    print(df.rdd.count())
                pyspark.errors.exceptions.base.PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.
                """);
        assertThat(cause.line()).isEqualTo(5);
        assertThat(cause.surfaced()).isEmpty();
    }

    @Test
    void takesAMessageAlone() {
        assertThat(locate("job.py", PROGRAM, "[NOT_IMPLEMENTED] rdd is not implemented.")
                        .line())
                .isEqualTo(5);
    }

    @Test
    void findsTheCellOfANotebook() {
        var cause = locate(
                "job.py",
                PROGRAM,
                """
                PySparkNotImplementedError                Traceback (most recent call last)
                Cell In[2], line 1
                ----> 1 print(df.rdd.count())

                PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.
                """);
        assertThat(cause.line()).isEqualTo(5);
    }

    @Test
    void takesLinesThatCannotBe() {
        for (var line : List.of("0", "99", "99999999999999")) {
            var cause = locate(
                    "job.py",
                    PROGRAM,
                    """
                    Traceback (most recent call last):
                      File "/home/u/job.py", line %s, in <module>
                    pyspark.errors.exceptions.base.PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.
                    """
                            .formatted(line));
            assertThat(cause.line()).isEqualTo(5);
        }
    }

    @Test
    void countsLinesAsPythonDoes() {
        var program = "text = '\u2028'\n" + PROGRAM;
        var traceback =
                """
                Traceback (most recent call last):
                  File "/home/u/job.py", line 6, in <module>
                pyspark.errors.exceptions.base.PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.
                """;
        assertThat(locate("job.py", program, traceback).text()).isEqualTo("print(df.rdd.count())");
    }

    /** A name that is misspelt there would never be found. */
    @Test
    void signaturesNameRulesThatExist() {
        var rules = RuleSet.load().rules();
        for (var signature : SIGNATURES.all()) {
            for (var name : signature.rules()) {
                var single = new Signature(
                        "x", signature.type(), signature.message(), "", "", "", List.of(name), signature.kind());
                assertThat(rules).as(name).anyMatch(rule -> single.isAbout(rule.name()));
            }
        }
        assertThat(SIGNATURES.all()).extracting(Signature::name).containsAll(Repairer.CONTEXT);
    }

    @Test
    void leavesOtherProgramsAlone() {
        var failure = FailureReader.read("ValueError: unknown customer").orElseThrow();
        assertThat(Locator.locate(scan("job.py", PROGRAM), failure, SIGNATURES.recognise(failure)))
                .isEmpty();
    }
}
