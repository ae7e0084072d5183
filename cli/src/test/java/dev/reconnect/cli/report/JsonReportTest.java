package dev.reconnect.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** JSON and SARIF hold what their schemas demand, and the places are right. */
final class JsonReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode json(ScanReport report) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(report, out);
        return MAPPER.readTree(out.toByteArray());
    }

    private static JsonNode sarif(ScanReport report) throws IOException {
        var out = new ByteArrayOutputStream();
        SarifReport.write(report, out);
        return MAPPER.readTree(out.toByteArray());
    }

    @Test
    void jsonIsValid() throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/scan.schema.json")));
        assertThat(schema.validate(json(Samples.scan("job.py", Samples.JOB)))).isEmpty();
        assertThat(schema.validate(json(Samples.scan("broken.py", "def f(:\n"))))
                .isEmpty();
        assertThat(schema.validate(MAPPER.readTree("{\"version\": 2}"))).isNotEmpty();
    }

    @Test
    void columnsCountCharactersAndOffsetsCountUnits() throws IOException {
        var finding = find(json(Samples.scan("job.py", Samples.JOB)).at("/files/0/findings"), "rule", "rdd-count");
        var line = Samples.JOB.lines().toList().get(5);
        int inLine = line.indexOf("people.rdd.count()");
        assertThat(finding.at("/range/start/line").asInt()).isEqualTo(6);
        assertThat(finding.at("/range/start/column").asInt()).isEqualTo(line.codePointCount(0, inLine) + 1);
        assertThat(finding.at("/range/start/offset").asInt()).isEqualTo(Samples.JOB.indexOf("people.rdd.count()"));
    }

    @Test
    void sarifIsValid() throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(JsonReportTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json"));
        assertThat(schema.validate(sarif(Samples.scan("a b/jöb.py", Samples.JOB))))
                .isEmpty();
        assertThat(schema.validate(sarif(Samples.scan("broken.py", "def f(:\n"))))
                .isEmpty();
        assertThat(schema.validate(MAPPER.readTree("{\"version\": \"2.1.0\", \"runs\": [{}]}")))
                .isNotEmpty();
    }

    @Test
    void sarifFixesHoldTheEditsOfImportsAndGiveTheFixedText() throws IOException {
        var log = sarif(Samples.scan("job.py", Samples.JOB));
        assertThat(log.at("/runs/0/columnKind").asText()).isEqualTo("utf16CodeUnits");
        var result = find(log.at("/runs/0/results"), "ruleId", "rdd-is-empty");
        var text = new StringBuilder(Samples.JOB);
        var replacements = result.at("/fixes/0/artifactChanges/0/replacements");
        for (int i = replacements.size() - 1; i >= 0; i--) {
            var region = replacements.get(i).path("deletedRegion");
            int start = region.path("charOffset").asInt();
            text.replace(
                    start,
                    start + region.path("charLength").asInt(),
                    replacements.get(i).at("/insertedContent/text").asText());
        }
        assertThat(text).hasToString(Samples.JOB.replace("people.rdd.isEmpty()", "people.isEmpty()"));
    }

    @Test
    void ruleOfAResultIsTheOneItsIndexPointsTo() throws IOException {
        var run = sarif(Samples.scan("job.py", Samples.JOB)).at("/runs/0");
        assertThat(run.path("results")).isNotEmpty();
        for (var result : run.path("results")) {
            var rule = run.at("/tool/driver/rules").get(result.path("ruleIndex").asInt());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
            assertThat(rule.at("/help/markdown").asText()).contains("## ");
        }
    }

    private static JsonNode find(JsonNode array, String field, String value) {
        for (var node : array) {
            if (node.path(field).asText().equals(value)) {
                return node;
            }
        }
        throw new AssertionError("no " + value + " in " + array);
    }
}
