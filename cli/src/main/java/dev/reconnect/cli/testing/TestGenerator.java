package dev.reconnect.cli.testing;

import dev.reconnect.cli.migrate.HandedOut;
import dev.reconnect.cli.migrate.Migrator;
import dev.reconnect.cli.migrate.ProgramFiles;
import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.proof.Inputs;
import dev.reconnect.proof.ProofException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;

/** Brings a program, its migrated form and its data together, for tests to be made of. */
final class TestGenerator {
    private final Path here;
    private final Settings settings;
    private final RuleSet rules;
    private final ProofSession proofs;
    private final int mostMutants;

    TestGenerator(Path here, Settings settings, RuleSet rules, ProofSession proofs, int mostMutants) {
        this.here = here;
        this.settings = settings;
        this.rules = rules;
        this.proofs = proofs;
        this.mostMutants = mostMutants;
    }

    /**
     * @param migrated the program's migrated form; without it, it is made
     * @param out the folder that the tests are meant for
     */
    GeneratedTests generate(Path program, Optional<Path> migrated, Path out) throws IOException {
        var stage = new Stage(proofs.newStage());
        var original = stage.copied(files(program), stage.newProgram());
        stage.copied(files(original), stage.suite().resolve("original"));
        try {
            var target = migrated.isPresent()
                    ? stage.copied(files(migrated.get()), stage.newProgram())
                    : migrated(program, stage.newProgram());
            var inputs = proofs.inputs(program, String.valueOf(program.getFileName()));
            var suite = suite(program, migrated, out, inputs, target);
            var programs = new TestRun.Programs(program, original, target, migrated.isEmpty());
            return new TestRun(proofs, stage, suite, programs, inputs, mostMutants).generate();
        } catch (ProofException e) {
            return GeneratedTests.refused(program.toString(), String.valueOf(e.getMessage()));
        }
    }

    private ProgramFiles files(Path program) throws IOException {
        return ProgramFiles.of(program, here, settings);
    }

    private Path migrated(Path program, Path target) throws IOException, ProofException {
        var migration =
                new Migrator(here, settings, rules, proofs, Progress.NONE, false, Optional.empty()).migrate(program);
        if (!migration.isHandedOut()) {
            throw new ProofException("it could not be migrated: "
                    + migration.reasons().stream().findFirst().orElse("`reconnect migrate` says why"));
        }
        Files.createDirectories(target);
        return HandedOut.layOut(migration.files(), migration.fixes(), target);
    }

    private TestSuite suite(Path program, Optional<Path> migrated, Path out, Inputs inputs, Path target)
            throws IOException {
        var name = String.valueOf(program.getFileName());
        var home = out.toAbsolutePath().normalize();
        var place = migrated.map(file ->
                        home.relativize(file.toAbsolutePath().normalize()).toString())
                .orElse("migrated/" + name);
        var conftest = new Conftest(
                name,
                String.valueOf(home.getFileName()),
                "original/" + name,
                place.replace('\\', '/'),
                inputs.places());
        var form = new HashSet<String>();
        form.add(name.endsWith(".ipynb") ? "notebook" : "script");
        form.add(wantsSession(program) ? "predefined" : "plain");
        if (!inputs.files().isEmpty()) {
            form.add("data");
        }
        if (Files.readString(target, StandardCharsets.ISO_8859_1).contains("reconnect_runtime.activate()")) {
            form.add("runtime");
        }
        return new TestSuite(
                name, proofs.sparkVersion(), conftest, form, proofs.settings().arguments());
    }

    /** Notebooks of Databricks find a session that they need not make. */
    private static boolean wantsSession(Path program) throws IOException {
        var text = Files.readString(program, StandardCharsets.ISO_8859_1);
        boolean isNotebook = text.startsWith("# Databricks notebook source")
                || program.toString().endsWith(".ipynb");
        return isNotebook && !text.contains("SparkSession.builder") && !text.contains("SparkContext(");
    }
}
