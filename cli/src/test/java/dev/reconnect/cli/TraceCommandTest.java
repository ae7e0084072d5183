package dev.reconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconnect trace} and {@code scan --trace}, on traces as the tracer writes them. */
final class TraceCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROGRAM =
            """
            from pyspark import SparkContext

            def twice(é, things):
                'é'; return things.map(len)

            sc = SparkContext()
            twice(0, sc.parallelize(["a"]))
            """;

    @TempDir
    private Path folder;

    private Path program;
    private Path trace;

    private record Run(int code, String out, String err) {}

    private static Run run(Object... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var texts = Arrays.stream(arguments).map(String::valueOf).toList();
        int code = Main.run(texts, new Console(out, err, false, false, Palette.PLAIN));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void write() throws IOException, NoSuchAlgorithmException {
        program = Files.writeString(folder.resolve("job.py"), PROGRAM);
        trace = folder.resolve("job.trace");
        lines(
                """
                {"kind":"run","run":"a","schema":1,"mode":"run","runtime":"0.1.0","python":"3.11.7","implementation":"CPython","pyspark":"4.2.1","program":null,"arguments":["--input=<path>"]}
                {"kind":"file","run":"a","id":1,"path":"PATH","sha256":"HASH","content":"disk"}
                {"kind":"operation","run":"a","id":1,"api":"pyspark.SparkContext","site":{"file":1,"line":6,"column":5,"end_line":6,"end_column":19},"count":1,"seconds":1.5,"parents":[],"returns":["NoneType"],"strategy":"client","fidelity":"exact"}
                {"kind":"operation","run":"a","id":2,"api":"pyspark.SparkContext.parallelize","site":{"file":1,"line":7,"column":9,"end_line":7,"end_column":30},"count":1,"seconds":0.5,"parents":[],"returns":["RDD"],"elements":[{"type":"str"}],"strategy":"pickled batches","fidelity":"exact"}
                {"kind":"operation","run":"a","id":3,"api":"pyspark.RDD.map","site":{"file":1,"line":4,"column":17,"end_line":4,"end_column":32,"function":"twice"},"count":1,"seconds":0.0,"parents":[],"returns":[],"strategy":"function","fidelity":"exact"}
                {"kind":"operation","run":"a","id":3,"api":"pyspark.RDD.map","site":{"file":1,"line":4,"column":17,"end_line":4,"end_column":32,"function":"twice"},"count":3,"seconds":0.25,"parents":[2],"returns":["RDD"],"elements":[{"type":"tuple","items":[[{"type":"None"},{"type":"int","wide":true}],[{"type":"list","each":[{"type":"str"}]}]]}],"schemas":[],"rows":1,"bytes":2048,"failures":{"KeyError":2},"strategy":"function","fidelity":"exact"}
                {"kind":"jvm","run":"a","id":4,"path":"java.lang.System","substitute":"System","site":{"file":1,"line":6,"column":0,"end_line":6,"end_column":19},"count":1}
                {"kind":"unexecuted","run":"a","name":"reduceByKey","site":{"file":1,"line":2,"column":0,"end_line":2,"end_column":1}}
                {"kind":"end","run":"a","seconds":3.0,"left_out":0,"troubles":2,"spark":"4.2"}
                """);
    }

    private void lines(String text) throws IOException, NoSuchAlgorithmException {
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(PROGRAM.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(trace, text.replace("PATH", program.toString()).replace("HASH", hash));
    }

    @Test
    void everyLineFitsTheSchema() throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/trace.schema.json")));
        for (var line : Files.readAllLines(trace)) {
            assertThat(schema.validate(MAPPER.readTree(line))).as(line).isEmpty();
            var other = line.replace("\"run\":\"a\"", "\"data\":\"a\"");
            assertThat(schema.validate(MAPPER.readTree(other))).as(other).isNotEmpty();
        }
    }

    @Test
    void textSaysWhatWasServedAndWhatWasMissed() {
        var run = run("trace", trace);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Spark Connect 4.2, Python 3.11.7, 3.0 s")
                .contains("Served by the runtime: 3 call sites")
                .contains(
                        "job.py:4  pyspark.RDD.map x 3 -> tuple[int beyond 64 bits | None, list[str]], failed: {KeyError=2}")
                .contains("250 ms  ")
                .contains("x 3, 1 row, 2.0 KiB")
                .contains("Never come to: 1 call site")
                .contains("note: 2 failures of the tracer itself")
                .contains("JVM java.lang.System, by the stand-in System");
    }

    @Test
    void jsonHasTheLastLineOfEachRecord() throws IOException {
        var json = MAPPER.readTree(run("trace", trace, "--format", "json").out());
        assertThat(json.at("/operations")).hasSize(3);
        assertThat(json.at("/operations/2/count").asInt()).isEqualTo(3);
        assertThat(json.at("/operations/2/onConnect").asBoolean()).isFalse();
        assertThat(json.at("/operations/2/function").asText()).isEqualTo("twice");
        assertThat(json.at("/sparkSeconds").asDouble()).isEqualTo(2.25);
        assertThat(json.at("/missingSources")).isEmpty();
    }

    @Test
    void runsInOneFileAreTakenTogether() throws IOException {
        var text = Files.readString(trace);
        Files.writeString(
                trace,
                text + text.replace("\"run\":\"a\"", "\"run\":\"b\"").replace("\"type\":\"str\"", "\"type\":\"bytes\"")
                        + "{\"kind\":");
        var json = MAPPER.readTree(run("trace", trace, "--format", "json").out());
        assertThat(json.at("/runs")).hasSize(2);
        assertThat(json.at("/operations")).hasSize(3);
        assertThat(json.at("/operations/1/elements").asText()).isEqualTo("str | bytes");
        assertThat(json.at("/operations/2/failures/KeyError").asInt()).isEqualTo(4);
        assertThat(json.at("/skippedLines").asInt()).isEqualTo(1);
    }

    @Test
    void htmlHasASectionAboutIt() {
        var html = run("trace", trace, "--format", "html").out();
        assertThat(html)
                .contains("<h2>Seen at run time</h2>")
                .contains("RDD.map")
                .contains("2 failures of the tracer itself")
                .contains("Where time went");
        assertThat(run("scan", program, "--no-cache", "--format", "html").out()).doesNotContain("Seen at run time");
        assertThat(run("scan", program, "--no-cache", "--format", "html", "--trace", trace)
                        .out())
                .contains("<h2>Seen at run time</h2>")
                .contains("Where time went");
    }

    @Test
    void aScanTakesTypesThatTheTextDoesNotShow() throws IOException {
        Files.writeString(program, PROGRAM.replace("twice(0, sc", "globals()['twice'](0, sc"));
        assertThat(run("scan", program, "--no-cache", "-q").out()).doesNotContain("`RDD.map`");
        var traced = PROGRAM.replace("twice(0, sc", "globals()['twice'](0, sc");
        assertThat(run("scan", program, "--no-cache", "-q", "--trace", trace).out())
                .as("another text than the run's")
                .isEqualTo(run("scan", program, "--no-cache", "-q").out());
        retrace(traced);
        assertThat(run("scan", program, "--no-cache", "-q", "--trace", trace).out())
                .contains("job.py:4:")
                .contains("`RDD.map`");
        assertThat(run("trace", trace).code()).isEqualTo(1);
        assertThat(run("trace", trace).out())
                .contains("Not reported by static analysis: ")
                .contains("pyspark.RDD.map");
    }

    private void retrace(String text) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var before = HexFormat.of().formatHex(digest.digest(PROGRAM.getBytes(StandardCharsets.UTF_8)));
            var after = HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            Files.writeString(trace, Files.readString(trace).replace(before, after));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sourcesThatHaveChangedAreNamed() throws IOException {
        Files.writeString(program, "# other\n" + PROGRAM);
        var run = run("trace", trace);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Sources that are not at hand, or have changed since")
                .contains("job.py");
    }

    @Test
    void sourcesMayLieElsewhere() throws IOException {
        var moved = Files.createDirectories(folder.resolve("elsewhere")).resolve("job.py");
        Files.move(program, moved);
        assertThat(run("trace", trace).out()).contains("not at hand");
        assertThat(run("trace", trace, folder.resolve("elsewhere")).out()).doesNotContain("not at hand");
    }

    @Test
    void whatIsNoTraceIsRefused() throws IOException {
        assertThat(run("trace", program).err()).contains("is no trace");
        assertThat(run("trace", folder.resolve("none")).code()).isEqualTo(2);
        Files.writeString(trace, Files.readString(trace).replace("\"schema\":1", "\"schema\":99"));
        assertThat(run("trace", trace).err()).contains("format 99");
    }
}
