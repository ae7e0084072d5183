package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written evidence keeps to its schema, whatever the verdict. */
class EvidenceJsonTest {
    @TempDir
    Path folder;

    @Test
    void verifiedEvidenceKeepsToTheSchema() throws IOException {
        assertThat(problems(builder(observation("1"), Verdict.VERIFIED))).isEmpty();
    }

    @Test
    void aDifferenceKeepsToTheSchema() throws IOException {
        EvidenceBuilder builder = builder(observation("2"), Verdict.DIFFERS);
        assertThat(problems(builder)).isEmpty();
        JsonNode json = EvidenceJson.tree(builder.build(), "0.1.0");
        assertThat(json.at("/difference/expected").asText()).isEqualTo("1");
        assertThat(json.at("/difference/got").asText()).isEqualTo("2");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Evidence evidence = builder(observation("1"), Verdict.VERIFIED).build();
        Path file = folder.resolve("evidence.json");
        EvidenceJson.write(evidence, "0.1.0", file);
        assertThat(Json.MAPPER.readTree(file.toFile()))
                .isEqualTo(Json.MAPPER.readTree(EvidenceJson.text(evidence, "0.1.0")));
    }

    @Test
    void evidenceWithoutAVerdictIsNoEvidence() throws IOException {
        var json = EvidenceJson.tree(builder(observation("1"), Verdict.VERIFIED).build(), "0.1.0");
        json.remove("verdict");
        assertThat(schema().validate(json)).isNotEmpty();
    }

    private EvidenceBuilder builder(Observation migrated, Verdict verdict) throws IOException {
        Path program = Files.writeString(folder.resolve("job.py"), "n = 1\n");
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("x.csv"), "a\n1\n");
        ProofRequest request = ProofRequest.of(program, program)
                .data(data)
                .arguments(List.of("{data}"))
                .calls(List.of("f(spark)"))
                .build();
        var builder = new EvidenceBuilder(request, "own");
        builder.environment(new HostEnvironment(
                "4.2.1",
                "3.11.7",
                Optional.of("openjdk 17"),
                Map.of("mechanism", "none", "network", "not restricted")));
        builder.dataSet(
                InputData.given(request),
                Comparison.of(
                        "given", List.of(observation("1"), observation("1")), migrated, Comparison.Names.ORDINARY));
        builder.verdict(verdict, "because");
        builder.advice("nothing");
        return builder;
    }

    private static Observation observation(String value) throws IOException {
        return new Observation(Json.MAPPER.readTree(
                """
                {"outcome": {"kind": "end", "code": 0}, "stdout": "x",
                 "names": {"n": {"t": "int", "v": "%s"}, "gone": {"t": "opaque", "class": "x", "why": "too large"}}}
                """
                        .formatted(value)));
    }

    private static List<String> problems(EvidenceBuilder builder) throws IOException {
        return schema().validate(EvidenceJson.tree(builder.build(), "0.1.0")).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(EvidenceJson.class.getResourceAsStream("evidence.schema.json"), "the schema")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(stream);
        }
    }
}
