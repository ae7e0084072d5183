package dev.reconnect.proof;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Evidence as JSON; {@code docs/evidence.md} describes it and {@code evidence.schema.json} checks it. */
public final class EvidenceJson {
    private EvidenceJson() {}

    /** The evidence as a tree, to which a caller may add fields of its own. */
    public static ObjectNode tree(Evidence evidence, String reconnectVersion) {
        ObjectNode root = Json.object().put("schema", "reconnect-evidence/1");
        root.put("verdict", evidence.verdict().name());
        root.set("reasons", Json.array(evidence.reasons()));
        root.set("advice", Json.array(evidence.advice()));
        evidence.difference().ifPresent(difference -> root.set("difference", difference(difference)));
        root.set("original", program(evidence.original()));
        root.set("migrated", program(evidence.migrated()));
        root.set("arguments", Json.array(evidence.arguments()));
        root.set("calls", Json.array(evidence.calls()));
        dataSets(evidence, root.putArray("dataSets"));
        observables(evidence, root.putArray("observables"));
        notCompared(evidence, root.putArray("notCompared"));
        root.set("versions", versions(evidence, reconnectVersion));
        root.put("server", evidence.server());
        root.set("isolation", isolation(evidence));
        root.set("limits", limits(evidence.limits()));
        root.put("seed", evidence.seed());
        root.set(
                "effort",
                Json.object()
                        .put("runs", evidence.effort().runs())
                        .put("remembered", evidence.effort().remembered())
                        .put("seconds", evidence.effort().seconds()));
        return root;
    }

    /** The evidence as indented text. */
    public static String text(Evidence evidence, String reconnectVersion) {
        try {
            return Json.MAPPER
                            .writer()
                            .with(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(tree(evidence, reconnectVersion))
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the evidence, whole or not at all. */
    public static void write(Evidence evidence, String reconnectVersion, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.writeString(fresh, text(evidence, reconnectVersion));
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode difference(Difference difference) {
        return Json.object()
                .put("dataSet", difference.dataSet())
                .put("observable", difference.observable())
                .put("at", difference.at())
                .put("expected", difference.expected())
                .put("got", difference.got());
    }

    private static ObjectNode program(Evidence.ProgramFile program) {
        return Json.object().put("name", program.name()).put("sha256", program.sha256());
    }

    private static void dataSets(Evidence evidence, ArrayNode array) {
        for (Evidence.DataSet data : evidence.dataSets()) {
            ObjectNode node = array.addObject()
                    .put("name", data.name())
                    .put("sha256", data.sha256())
                    .put("result", data.result().name().toLowerCase(Locale.ROOT))
                    .put("note", data.note());
            ArrayNode files = node.putArray("files");
            for (Evidence.DataFile file : data.files()) {
                files.addObject()
                        .put("path", file.path())
                        .put("sha256", file.sha256())
                        .put("bytes", file.bytes());
            }
        }
    }

    private static void observables(Evidence evidence, ArrayNode array) {
        for (Evidence.Counted counted : evidence.observables()) {
            array.addObject()
                    .put("name", counted.name())
                    .put("counted", counted.counted())
                    .put("dataSets", counted.dataSets());
        }
    }

    private static void notCompared(Evidence evidence, ArrayNode array) {
        for (Evidence.NotCompared skipped : evidence.notCompared()) {
            array.addObject().put("name", skipped.name()).put("why", skipped.why());
        }
    }

    private static ObjectNode versions(Evidence evidence, String reconnectVersion) {
        ObjectNode versions = Json.object().put("reconnect", reconnectVersion);
        evidence.environment().ifPresent(environment -> {
            versions.put("spark", environment.spark()).put("python", environment.python());
            environment.java().ifPresent(java -> versions.put("java", java));
        });
        return versions;
    }

    private static ObjectNode isolation(Evidence evidence) {
        ObjectNode isolation = Json.object();
        evidence.environment().ifPresent(environment -> environment.isolation().forEach(isolation::put));
        return isolation;
    }

    private static ObjectNode limits(Limits limits) {
        return Json.object()
                .put("seconds", limits.time().toSeconds())
                .put("memoryBytes", limits.memoryBytes())
                .put("processes", limits.processes())
                .put("fileBytes", limits.fileBytes())
                .put("diskBytes", limits.diskBytes())
                .put("outputBytes", limits.outputBytes());
    }
}
