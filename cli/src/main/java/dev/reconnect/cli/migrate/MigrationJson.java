package dev.reconnect.cli.migrate;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.fix.AppliedFix;
import dev.reconnect.proof.EvidenceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The evidence of migrations as JSON: that of the proof, and what was done to the program; {@code docs/json.md} describes it. */
final class MigrationJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MigrationJson() {}

    /** One program's document, or one that holds those of several. */
    static String text(List<ProgramMigration> migrations, SparkRelease target, String version) {
        var root = migrations.size() == 1
                ? program(migrations.get(0), target, version)
                : several(migrations, target, version);
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(root)
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode several(List<ProgramMigration> migrations, SparkRelease target, String version) {
        var root = NODES.objectNode();
        root.put("schema", "reconnect-migration/1");
        root.put("outcome", MigrationSums.of(migrations).outcome().name());
        root.put("verdict", MigrationSums.of(migrations).verdict().name());
        root.putArray("reasons");
        root.put("target", target.target());
        var counts = root.putObject("outcomes");
        for (var outcome : Outcome.values()) {
            counts.put(
                    outcome.name(),
                    migrations.stream()
                            .filter(migration -> migration.outcome() == outcome)
                            .count());
        }
        var programs = root.putArray("programs");
        migrations.forEach(migration -> programs.add(program(migration, target, version)));
        return root;
    }

    private static ObjectNode program(ProgramMigration migration, SparkRelease target, String version) {
        var root = NODES.objectNode();
        root.put("schema", "reconnect-migration/1");
        root.put("program", migration.name());
        root.put("outcome", migration.outcome().name());
        root.put("verdict", migration.verdict().name());
        root.put("rung", migration.rung().name().toLowerCase(Locale.ROOT));
        root.put("target", target.target());
        var evidence = migration.evidence().map(proof -> EvidenceJson.tree(proof, version));
        evidence.ifPresent(proof -> {
            proof.remove(List.of("schema", "verdict", "reasons", "advice"));
        });
        var reasons = root.putArray("reasons");
        migration.reasons().forEach(reasons::add);
        var advice = root.putArray("advice");
        migration.advice().forEach(advice::add);
        callSites(migration, root.putObject("callSites"));
        fixes(migration, root);
        remaining(migration, root);
        models(migration, root);
        evidence.ifPresentOrElse(root::setAll, () -> unproven(migration, root, version));
        return root;
    }

    /** The fields of a proof that did not take place. */
    private static void unproven(ProgramMigration migration, ObjectNode root, String version) {
        root.putObject("original").put("name", migration.name());
        root.putArray("dataSets");
        root.putArray("observables");
        root.putArray("notCompared");
        root.putObject("versions").put("reconnect", version);
        root.putObject("isolation");
    }

    private static void callSites(ProgramMigration migration, ObjectNode sites) {
        var before = migration.fixes().before().callSites();
        var rungs = migration.rungs();
        sites.putObject("before").put("total", before.total()).put("broken", before.broken());
        sites.put("native", rungs.nativeSites())
                .put("runtime", rungs.runtimeSites())
                .put("refused", rungs.refusedSites());
    }

    private static void fixes(ProgramMigration migration, ObjectNode root) {
        var fixes = root.putArray("fixes");
        for (var file : migration.fixes().files()) {
            for (AppliedFix fix : file.applied()) {
                fixes.addObject()
                        .put("file", file.name())
                        .put("line", fix.line())
                        .put("rule", fix.rule())
                        .put("message", fix.message())
                        .put("title", fix.title())
                        .put("applicability", fix.unsafe() ? "unsafe" : "safe");
            }
        }
    }

    /** Where each edit of a model's comes from; nothing where none was asked. */
    private static void models(ProgramMigration migration, ObjectNode root) {
        if (migration.suggestions().isEmpty()) {
            return;
        }
        var models = root.putArray("models");
        for (var suggestion : migration.suggestions()) {
            var node = models.addObject()
                    .put("model", suggestion.model())
                    .put("file", suggestion.file())
                    .put("line", suggestion.line())
                    .put("kept", suggestion.proposal().isPresent())
                    .put("end", suggestion.end())
                    .put("tokens", suggestion.tokens())
                    .put("seconds", suggestion.seconds());
            var attempts = node.putArray("attempts");
            for (var attempt : suggestion.attempts()) {
                attempts.addObject()
                        .put("round", attempt.round())
                        .put("sample", attempt.sample())
                        .put("question", attempt.question())
                        .put("ending", attempt.ending())
                        .put("reason", attempt.reason())
                        .put("tokens", attempt.tokens())
                        .put("seconds", attempt.seconds());
            }
        }
    }

    private static void remaining(ProgramMigration migration, ObjectNode root) {
        var remaining = root.putArray("remaining");
        for (var file : migration.fixes().after().files()) {
            for (var finding : file.findings()) {
                var place = Remaining.place(finding, file, migration.fixes());
                var node = remaining.addObject().put("file", finding.file());
                place.cell().ifPresent(cell -> node.put("cell", cell));
                node.put("line", place.line())
                        .put("column", place.column())
                        .put("rule", finding.rule())
                        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                        .put("message", finding.message());
                finding.instead().ifPresent(text -> node.put("instead", text));
            }
        }
    }
}
