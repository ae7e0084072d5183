package dev.reconnect.cli.testing;

import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.cli.testing.GeneratedTest.Expectation;
import dev.reconnect.cli.testing.GeneratedTests.Kept;
import dev.reconnect.cli.testing.GeneratedTests.Mutants;
import dev.reconnect.cli.testing.GeneratedTests.NotTested;
import dev.reconnect.cli.testing.GeneratedTests.Survivor;
import dev.reconnect.cli.testing.MutationRun.Variant;
import dev.reconnect.proof.Inputs;
import dev.reconnect.proof.ProofException;
import dev.reconnect.proof.Suite.Branch;
import dev.reconnect.proof.Suite.Lane;
import dev.reconnect.proof.Suite.Recording;
import dev.reconnect.proof.SuiteRunner;
import dev.reconnect.proof.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the tests of one program: records on classic Spark what it shows, and keeps of the tests that expect it those that always hold there and
 * for the migrated program on Connect, and notice a wrong variant of that. What the given data do not tell apart, or do not reach, is tried with
 * variants of them.
 */
final class TestRun {
    /** Ways to divide and order rows that have to give the same. */
    private static final List<Lane> RECORDED =
            List.of(Lane.CLASSIC_OTHERWISE, Lane.CLASSIC_ASCENDING, Lane.CLASSIC_DESCENDING);

    /** Variants that a person can read. */
    private static final List<String> VARIANTS =
            List.of("empty", "one null", "duplicates", "boundaries", "small numbers");

    private static final int MOST_LOOKED_INTO = 5;

    private final ProofSession proofs;
    private final Stage stage;
    private final TestSuite suite;
    private final Programs programs;
    private final Inputs inputs;
    private final int mostMutants;
    private final SuiteRunner runner;
    private final String name;

    private final List<NotTested> notTested = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Observables observables = new Observables(notTested);
    private final List<GeneratedTest> kept = new ArrayList<>();
    private final Map<String, Integer> noticed = new LinkedHashMap<>();
    private final Set<Variant> killed = new LinkedHashSet<>();
    private List<Branch> branches = List.of();

    TestRun(ProofSession proofs, Stage stage, TestSuite suite, Programs programs, Inputs inputs, int mostMutants) {
        this.proofs = proofs;
        this.stage = stage;
        this.suite = suite;
        this.programs = programs;
        this.inputs = inputs;
        this.mostMutants = mostMutants;
        this.runner = proofs.suites();
        this.name = String.valueOf(programs.given().getFileName());
    }

    /**
     * A program and its migrated form.
     *
     * @param given the original where the user has it
     * @param original its copy on the stage
     * @param migrated the migrated form's copy on the stage
     * @param handsOut whether the migrated form goes with the tests
     */
    record Programs(Path given, Path original, Path migrated, boolean handsOut) {}

    GeneratedTests generate() throws IOException, ProofException {
        stage.write("conftest.py", suite.conftestForAll());
        proofs.saying("Cutting down the data of " + name);
        var data = new CaseData(stage, runner, programs.original());
        data.layOutReduced(inputs.files(), usage(Observables.GIVEN)).ifPresent(notes::add);
        var all = MutationRun.mutants(programs.migrated());
        var mutation = new MutationRun(runner, stage, programs.migrated(), this::showVariants);
        var variants = mutation.lay(MutationRun.chosen(all, mostMutants));

        take(Observables.GIVEN, mutation, variants);
        for (var variant : VARIANTS) {
            if (inputs.variants().containsKey(variant) && leavesSomething(variants)) {
                var dataCase = PythonText.identifier(variant);
                data.layOut(dataCase, inputs.variants().getOrDefault(variant, List.of()));
                takeVariant(dataCase, mutation, variants);
            }
        }
        requireTogether();
        return result(all.size(), variants);
    }

    private boolean leavesSomething(List<Variant> variants) {
        return !killed.containsAll(variants)
                || branches.stream().anyMatch(branch -> !branch.entered() || !branch.passed());
    }

    /** A case more; nothing comes of it where the original fails with such data. */
    private void takeVariant(String dataCase, MutationRun mutation, List<Variant> variants)
            throws IOException, ProofException {
        int before = kept.size();
        var skipped = List.copyOf(notTested);
        try {
            take(dataCase, mutation, variants);
        } catch (ProofException e) {
            notes.add("the case " + dataCase + " was left out: " + e.getMessage());
        }
        if (kept.size() == before) {
            stage.remove(dataCase);
            notTested.clear();
            notTested.addAll(skipped);
        }
    }

    /** The tests of one set of data, as far as they are of use. */
    private void take(String dataCase, MutationRun mutation, List<Variant> variants)
            throws IOException, ProofException {
        stage.write("conftest.py", suite.conftestForAll());
        var recordings = recordings(dataCase);
        boolean showsBranch = merge(recordings.get(0).branches());
        var tests = new ArrayList<>(observables.expectations(dataCase, recordings));
        if (dataCase.equals(Observables.GIVEN)) {
            var onConnect = runner.record(stage.suite(), programs.original(), Lane.CONNECT, usage(dataCase));
            tests.addAll(observables.reproducers(onConnect, suite.hasArguments()));
        }
        write(tests);
        var failing = new Trial(runner, stage.suite()).failingOnce(tests, programs.original(), programs.migrated());
        failing.forEach((test, why) -> notTested.add(new NotTested(test, why)));
        tests.removeIf(test -> failing.containsKey(test.function()));
        var tried = variants.stream()
                .filter(variant -> showsBranch || !killed.contains(variant))
                .toList();
        keepUseful(tests, mutation, tried);
    }

    private List<Recording> recordings(String dataCase) throws ProofException {
        proofs.saying("Recording " + name);
        var recordings = new ArrayList<Recording>();
        for (var lane : RECORDED) {
            var recording = runner.record(stage.suite(), programs.original(), lane, usage(dataCase));
            if (recording.raised().isPresent()) {
                throw new ProofException("the original does not run on classic Spark from a test: "
                        + recording.raised().get().message());
            }
            recordings.add(recording);
        }
        return recordings;
    }

    private SuiteRunner.Usage usage(String dataCase) {
        var settings = proofs.settings();
        return new SuiteRunner.Usage(dataCase, inputs.places(), settings.arguments(), settings.calls());
    }

    /** Notes what branches ran; whether some had not before. */
    private boolean merge(List<Branch> more) {
        if (branches.isEmpty()) {
            branches = more;
            return !more.isEmpty();
        }
        var merged = new ArrayList<Branch>();
        for (int i = 0; i < branches.size(); i++) {
            var before = branches.get(i);
            var now = more.get(i);
            merged.add(new Branch(
                    before.file(), before.line(), before.entered() || now.entered(), before.passed() || now.passed()));
        }
        boolean isMore = !merged.equals(branches);
        branches = List.copyOf(merged);
        return isMore;
    }

    /** Keeps reproducers, and of the others those that notice a variant which no test before them does. */
    private void keepUseful(List<GeneratedTest> tests, MutationRun mutation, List<Variant> tried)
            throws IOException, ProofException {
        write(tests);
        var functions = new LinkedHashSet<String>();
        tests.stream().filter(Expectation.class::isInstance).forEach(test -> functions.add(test.function()));
        var noticing = functions.isEmpty() ? Map.<Variant, Set<String>>of() : mutation.noticing(tried, functions);
        var met = new LinkedHashSet<Variant>();
        for (var test : tests) {
            if (!(test instanceof Expectation)) {
                kept.add(test);
                noticed.put(test.function(), 1);
                continue;
            }
            var mine = new LinkedHashSet<Variant>();
            noticing.forEach((variant, failing) -> {
                if (failing.contains(test.function())) {
                    mine.add(variant);
                }
            });
            if (met.addAll(mine)) {
                kept.add(test);
                noticed.put(test.function(), mine.size());
            } else {
                var why = mine.isEmpty() ? "it notices no wrong variant" : "what it notices other tests notice too";
                notTested.add(new NotTested(test.function(), why));
            }
        }
        killed.addAll(met);
    }

    /** The tests of all cases, which share processes, have to hold side by side too. */
    private void requireTogether() throws IOException, ProofException {
        write(kept);
        proofs.saying("Running the tests of " + name);
        var failing = new Trial(runner, stage.suite()).failing(kept, programs.original(), programs.migrated());
        failing.forEach((test, why) -> notTested.add(new NotTested(test, "beside the others " + why)));
        kept.removeIf(test -> failing.containsKey(test.function()));
        noteOriginal();
    }

    /** What the tests say of the original on Connect, where it should not pass. */
    private void noteOriginal() throws ProofException {
        var expectations = kept.stream().filter(Expectation.class::isInstance).toList();
        var result = runner.test(stage.suite(), List.of(programs.original()), Lane.CONNECT)
                .await()
                .get(0);
        long failing = expectations.stream()
                .filter(test ->
                        !result.map(found -> found.passed(test.function())).orElse(false))
                .count();
        notes.add("for the original on Connect " + failing + " of " + expectations.size() + " fail");
    }

    private GeneratedTests result(int made, List<Variant> variants) throws IOException {
        return new GeneratedTests(
                programs.given().toString(),
                kept.isEmpty() ? Optional.of("no test holds and notices something") : Optional.empty(),
                kept.isEmpty() ? Map.of() : files(),
                kept.stream()
                        .map(test -> new Kept(test.function(), noticed.getOrDefault(test.function(), 0)))
                        .toList(),
                notTested,
                sorted(made, variants),
                branches,
                notes);
    }

    private Mutants sorted(int made, List<Variant> variants) {
        var dead = new ArrayList<Mutant>();
        var survived = new ArrayList<Survivor>();
        var equivalent = new ArrayList<Survivor>();
        for (var variant : variants) {
            if (killed.contains(variant)) {
                dead.add(variant.mutant());
            } else if (survived.size() + equivalent.size() >= MOST_LOOKED_INTO) {
                survived.add(new Survivor(variant.mutant(), "not looked into"));
            } else {
                sort(variant, survived, equivalent);
            }
        }
        return new Mutants(made, dead, survived, equivalent);
    }

    /** A variant is as good as the program if a proof finds no difference, on several data sets or where nothing is read. */
    private void sort(Variant variant, List<Survivor> survived, List<Survivor> equivalent) {
        var evidence = proofs.proveOnVariants(programs.given(), variant.program(), name);
        boolean isShown = evidence.dataSets().size() > 1 || inputs.files().isEmpty();
        boolean isSame = evidence.verdict() == Verdict.VERIFIED && isShown;
        var note = evidence.reasons().stream().findFirst().orElse("");
        (isSame ? equivalent : survived).add(new Survivor(variant.mutant(), note));
    }

    private void showVariants(int done, int total) {
        proofs.saying("Trying wrong variants of " + name + ", " + done + " of " + total);
    }

    private void write(List<GeneratedTest> tests) throws IOException {
        stage.clearTests();
        for (var entry : suite.files(tests).entrySet()) {
            stage.write(entry.getKey(), entry.getValue());
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        suite.files(kept).forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        addBelow(files, "cases/", stage.suite().resolve("cases"));
        addBelow(files, "original/", stage.suite().resolve("original"));
        if (programs.handsOut()) {
            addBelow(
                    files,
                    "migrated/",
                    Optional.ofNullable(programs.migrated().getParent()).orElseThrow());
        }
        return files;
    }

    private static void addBelow(Map<String, byte[]> files, String prefix, Path folder) throws IOException {
        for (var file : Stage.filesBelow(folder)) {
            files.put(prefix + folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
    }
}
