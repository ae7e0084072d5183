package dev.reconnect.cli.testing;

import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.proof.ProofException;
import dev.reconnect.proof.Suite.Lane;
import dev.reconnect.proof.Suite.Result;
import dev.reconnect.proof.SuiteRunner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Runs the tests over wrong variants of the migrated program: which of them notice which. */
final class MutationRun {
    /** Variants that share a process: starting one costs more than running most of them. */
    private static final int TOGETHER = 8;

    private final SuiteRunner runner;
    private final Stage stage;
    private final Path migrated;
    private final BiConsumer<Integer, Integer> progress;

    /** @param progress is told how many are done, and of how many */
    MutationRun(SuiteRunner runner, Stage stage, Path migrated, BiConsumer<Integer, Integer> progress) {
        this.runner = runner;
        this.stage = stage;
        this.migrated = migrated;
        this.progress = progress;
    }

    /** A variant laid out as a program. */
    record Variant(Mutant mutant, Path program) {}

    /** All that can be made of a program and its modules. */
    static List<Mutant> mutants(Path program) throws IOException {
        var folder = Optional.ofNullable(program.getParent()).orElseThrow();
        var mutants = new ArrayList<Mutant>();
        for (var file : Stage.filesBelow(folder)) {
            var place = folder.relativize(file).toString().replace('\\', '/');
            if (place.endsWith(".py") || place.endsWith(".ipynb")) {
                SourceFile.ofBytes(place, Files.readAllBytes(file))
                        .file()
                        .ifPresent(source -> mutants.addAll(Mutations.of(place, source)));
            }
        }
        return mutants;
    }

    /** As many as there may be, evenly over the program. */
    static List<Mutant> chosen(List<Mutant> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        var chosen = new ArrayList<Mutant>();
        for (int i = 0; i < most; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / most)));
        }
        return chosen;
    }

    List<Variant> lay(List<Mutant> mutants) throws IOException {
        var variants = new ArrayList<Variant>();
        for (var mutant : mutants) {
            var content = content(mutant);
            if (content.isPresent()) {
                variants.add(new Variant(mutant, stage.variant(migrated, mutant.place(), content.get())));
            }
        }
        return variants;
    }

    private static Optional<byte[]> content(Mutant mutant) {
        try {
            var source = mutant.source();
            return Optional.of(source.encode(source.diskTextAfter(List.of(source.fitted(mutant.edit())))));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The tests that fail for each variant; all of them where a run was cut short, as by a limit. */
    Map<Variant, Set<String>> noticing(List<Variant> variants, Set<String> tests) throws ProofException {
        Map<Variant, Set<String>> noticing = new LinkedHashMap<>();
        for (int from = 0; from < variants.size(); from += TOGETHER) {
            progress.accept(from, variants.size());
            var together = variants.subList(from, Math.min(variants.size(), from + TOGETHER));
            var results = results(together);
            for (int i = 0; i < together.size(); i++) {
                noticing.put(together.get(i), failing(results.get(i), tests));
            }
        }
        return noticing;
    }

    private List<Optional<Result>> results(List<Variant> variants) throws ProofException {
        var programs = variants.stream().map(Variant::program).toList();
        var results = runner.test(stage.suite(), programs, Lane.CONNECT).await();
        if (programs.size() == 1 || results.stream().allMatch(Optional::isPresent)) {
            return results;
        }
        var alone = new ArrayList<Optional<Result>>();
        for (var program : programs) {
            alone.addAll(
                    runner.test(stage.suite(), List.of(program), Lane.CONNECT).await());
        }
        return alone;
    }

    private static Set<String> failing(Optional<Result> result, Set<String> tests) {
        var failing = new LinkedHashSet<>(tests);
        result.ifPresent(found -> failing.removeIf(found::passed));
        return failing;
    }
}
