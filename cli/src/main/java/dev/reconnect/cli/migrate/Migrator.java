package dev.reconnect.cli.migrate;

import dev.reconnect.assist.Assistant;
import dev.reconnect.assist.Regions;
import dev.reconnect.cli.trace.TraceReader;
import dev.reconnect.cli.trace.TracedSources;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.lift.RddPipeline;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import dev.reconnect.python.types.ObservedTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Migrates one program: fixes it and proves the result. Fixes that may change results are tried first and kept only if the proof holds;
 * then the safe ones alone; then the runtime serves what they leave. A program that nothing settles is refused, because a wrong answer
 * is worse.
 */
public final class Migrator {
    private final Path here;
    private final Settings settings;
    private final RuleSet rules;
    private final ProofSession proofs;
    private final Progress progress;
    private final boolean acceptsUnproven;
    private final Optional<Assistant> assistant;
    private ObservedTypes observed = ObservedTypes.NONE;

    /**
     * @param acceptsUnproven whether a program with safe fixes only is handed out though nothing could be compared
     * @param assistant who is asked about what rules leave
     */
    public Migrator(
            Path here,
            Settings settings,
            RuleSet rules,
            ProofSession proofs,
            Progress progress,
            boolean acceptsUnproven,
            Optional<Assistant> assistant) {
        this.here = here;
        this.settings = settings;
        this.rules = rules;
        this.proofs = proofs;
        this.progress = progress;
        this.acceptsUnproven = acceptsUnproven;
        this.assistant = assistant;
    }

    /** By rules first; what they leave is a model's, if there is one, and only where that gets further. */
    public ProgramMigration migrate(Path program) throws IOException {
        var files = ProgramFiles.of(program, here, settings);
        var workspace = files.workspace(here, settings);
        var name = program.toString().replace('\\', '/');
        var migration = byRules(name, files, workspace);
        return assistant.map(one -> assisted(one, migration, workspace)).orElse(migration);
    }

    /** The migration with what a model proposes for the regions that the fixes leave, as far as the proof bears it out. */
    private ProgramMigration assisted(Assistant one, ProgramMigration migration, Workspace workspace) {
        var kept =
                UnsafeFixes.none().and(UnsafeFixes.namesIn(migration.fixes())).filter();
        var fixed = ModelRounds.analysis(new RuleRunner(rules, settings), workspace, fix(workspace, kept, observed));
        var regions = Regions.of(fixed);
        var rounds = new ModelRounds<ProgramMigration>(
                one, fixed, regions, migration.outcome() == Outcome.MIGRATED, proofs::announce, proposals -> {
                    var with = ModelRounds.rules(rules, proposals, one.name());
                    var fixes = fix(with, workspace, ModelRounds.filter(kept), observed);
                    var result = settled(migration.name(), migration.files(), fixes);
                    return new ModelRounds.Tried<>(
                            result, ModelRounds.objection(fixes, proposals, result.evidence(), result.reasons()));
                });
        var result = rounds.run(Optional.empty());
        return result.best().orElse(migration).asking(result.suggestions());
    }

    private ProgramMigration byRules(String name, ProgramFiles files, Workspace workspace) throws IOException {
        observed = ObservedTypes.NONE;
        var safe = fix(workspace, FixFilter.SAFE, ObservedTypes.NONE);
        checkReadable(safe);
        var bold = bold(name, files, workspace, safe);
        if (bold.isPresent() && bold.get().outcome() == Outcome.MIGRATED) {
            return bold.get();
        }
        var partly = bold.flatMap(whole -> partly(name, files, workspace, whole));
        if (partly.isPresent()) {
            return partly.get();
        }
        var cautious = attempt(name, files, safe, false);
        if (cautious.outcome() == Outcome.REFUSED && safe.after().problems().isEmpty()) {
            var served = Activation.added(safe, files.program()).map(fixes -> served(name, files, fixes));
            if (served.isPresent() && served.get().outcome() == Outcome.MIGRATED) {
                return without(bold, served.get());
            }
            cautious = served.map(cautious::withoutHelpOf).orElse(cautious);
        }
        // Of two refusals the one that got further tells more.
        boolean boldTellsMore = cautious.outcome() == Outcome.REFUSED
                && cautious.evidence().isEmpty()
                && bold.isPresent()
                && bold.get().evidence().isPresent();
        return boldTellsMore ? bold.get() : without(bold, cautious);
    }

    /** The program with those unsafe fixes that the proof bears out; on the runtime, if they do not settle all. */
    private Optional<ProgramMigration> partly(
            String name, ProgramFiles files, Workspace workspace, ProgramMigration whole) {
        var names = UnsafeFixes.namesIn(whole.fixes());
        boolean isProven = whole.evidence().isPresent();
        if (names.isEmpty() || (isProven && names.size() == 1)) {
            return Optional.empty();
        }
        var search = new FixSearch<ProgramMigration>(
                names, kept -> settled(name, files, fix(workspace, kept.filter(), observed)), Migrator::failure);
        if (isProven) {
            search.knowing(whole);
        }
        return search.find().map(found -> found.advising(search.leftOut()));
    }

    /** The program with unsafe fixes; on the runtime, if they do not settle all. */
    private ProgramMigration settled(String name, ProgramFiles files, FixResult fixes) {
        var served = Remaining.obstacles(fixes).isEmpty()
                        || !fixes.after().problems().isEmpty()
                ? Optional.<FixResult>empty()
                : Activation.added(fixes, files.program());
        return served.map(all -> served(name, files, all)).orElseGet(() -> attempt(name, files, fixes, true));
    }

    private static Optional<String> failure(ProgramMigration migration) {
        return migration.outcome() == Outcome.MIGRATED
                ? Optional.empty()
                : Optional.of(migration.reasons().stream().findFirst().orElse("nothing could be compared"));
    }

    /** The migration without unsafe fixes, which says why they are not among its fixes. */
    private static ProgramMigration without(Optional<ProgramMigration> bold, ProgramMigration cautious) {
        if (bold.isEmpty() || bold.get().evidence().isEmpty() || !cautious.isHandedOut()) {
            return cautious;
        }
        var reason = failure(bold.get()).map(why -> "; with them: " + why).orElse("");
        return cautious.advising(List.of(
                "left out: " + String.join(", ", UnsafeFixes.namesIn(bold.get().fixes())) + reason));
    }

    private FixResult fix(Workspace workspace, FixFilter filter, ObservedTypes observed) {
        return fix(rules, workspace, filter, observed);
    }

    private FixResult fix(RuleSet rules, Workspace workspace, FixFilter filter, ObservedTypes observed) {
        var runner = new RuleRunner(rules, settings);
        return new Fixer(observed == ObservedTypes.NONE ? runner : runner.with(observed), filter)
                .fix(workspace, progress);
    }

    /**
     * The program with the fixes that may change results: first with those that rest on what runs have shown, if types are what is missing.
     * Where a data set shows more types than the given one did, once more with these.
     */
    private Optional<ProgramMigration> bold(String name, ProgramFiles files, Workspace workspace, FixResult safe) {
        var plain = offersUnsafe(safe)
                ? Optional.of(fix(workspace, FixFilter.UNSAFE, ObservedTypes.NONE))
                : Optional.<FixResult>empty();
        var before = plain.orElse(safe);
        if (RddPipeline.wantsRun(before.after().findings())) {
            proofs.traceRuns(true);
            try {
                var seen = observed(name, files, workspace, before);
                if (seen.isPresent()) {
                    return seen;
                }
            } finally {
                proofs.traceRuns(false);
            }
        }
        return plain.map(fixes -> attempt(name, files, fixes, true));
    }

    /** The first of the attempts with observed types that is migrated, or the last one; absent where the types change nothing. */
    private Optional<ProgramMigration> observed(
            String name, ProgramFiles files, Workspace workspace, FixResult before) {
        var traces = new ArrayList<String>();
        proofs.trace(files.program(), name).ifPresent(traces::add);
        var last = before;
        Optional<ProgramMigration> attempt = Optional.empty();
        for (int tries = 0; tries < 2; tries++) {
            var types = types(traces, workspace);
            var fixes = fix(workspace, FixFilter.UNSAFE, types);
            if (fixes.diff().equals(last.diff())) {
                return attempt;
            }
            observed = types;
            attempt = Optional.of(attempt(name, files, fixes, true));
            if (attempt.get().outcome() == Outcome.MIGRATED) {
                return attempt;
            }
            last = fixes;
            traces.addAll(proofs.traces());
        }
        return attempt;
    }

    private static ObservedTypes types(List<String> traces, Workspace workspace) {
        return TraceReader.readTexts(traces)
                .map(trace -> TracedSources.of(trace, workspace).observed())
                .orElse(ObservedTypes.NONE);
    }

    private static void checkReadable(FixResult fixes) {
        for (var problem : fixes.before().problems()) {
            switch (problem.kind()) {
                case UNREADABLE, TOO_LARGE, BINARY, ENCODING, NOTEBOOK ->
                    throw new UserException("`" + problem.file() + "` " + problem.message(), "Nothing was migrated");
                case SYNTAX, INTERNAL -> {}
            }
        }
    }

    private static boolean offersUnsafe(FixResult fixes) {
        return fixes.after().findings().stream()
                .flatMap(finding -> finding.fixes().stream())
                .anyMatch(fix -> fix.applicability() == dev.reconnect.core.Applicability.UNSAFE);
    }

    private ProgramMigration attempt(String name, ProgramFiles files, FixResult fixes, boolean unsafe) {
        var obstacles = Remaining.obstacles(fixes);
        if (!obstacles.isEmpty()) {
            return new ProgramMigration(
                    name,
                    files,
                    Outcome.REFUSED,
                    Rung.NATIVE,
                    obstacles,
                    List.of("change what is named by hand; `reconnect rule NAME` says how"),
                    unsafe,
                    fixes,
                    Optional.empty(),
                    List.of());
        }
        boolean changed = fixes.files().stream().anyMatch(FileFix::isChanged);
        var evidence = proofs.prove(files.program(), HandedOut.layOut(files, fixes, proofs.newStage()), name, fixes);
        var outcome = changed ? changedOutcome(evidence, unsafe) : unchangedOutcome(evidence);
        var advice = new ArrayList<>(evidence.advice());
        if (outcome == Outcome.REFUSED && evidence.verdict() == Verdict.UNPROVEN && !unsafe) {
            advice.add("`--accept-unproven` hands out a program with safe fixes only, without proof");
        }
        return new ProgramMigration(
                name,
                files,
                outcome,
                Rung.NATIVE,
                evidence.reasons(),
                advice,
                unsafe,
                fixes,
                Optional.of(evidence),
                List.of());
    }

    /** The program with the fixes, on the runtime for all that they leave. */
    private ProgramMigration served(String name, ProgramFiles files, FixResult fixes) {
        var evidence = proofs.prove(files.program(), HandedOut.layOut(files, fixes, proofs.newStage()), name, fixes);
        var outcome = evidence.verdict() == Verdict.VERIFIED ? Outcome.MIGRATED : Outcome.REFUSED;
        var advice = new ArrayList<>(evidence.advice());
        if (outcome == Outcome.MIGRATED) {
            advice.add("the program needs `reconnect-runtime` beside PySpark where it runs");
        }
        return new ProgramMigration(
                name,
                files,
                outcome,
                Rung.RUNTIME,
                evidence.reasons(),
                advice,
                true,
                fixes,
                Optional.of(evidence),
                List.of());
    }

    private Outcome changedOutcome(Evidence evidence, boolean unsafe) {
        return switch (evidence.verdict()) {
            case VERIFIED -> Outcome.MIGRATED;
            case UNPROVEN -> acceptsUnproven && !unsafe ? Outcome.MIGRATED : Outcome.REFUSED;
            case DIFFERS, FAILED -> Outcome.REFUSED;
        };
    }

    /** Nothing found is no promise: a program that shows a difference as it is does not run on Connect. */
    private static Outcome unchangedOutcome(Evidence evidence) {
        return switch (evidence.verdict()) {
            case VERIFIED, UNPROVEN, FAILED -> Outcome.UNCHANGED;
            case DIFFERS -> Outcome.REFUSED;
        };
    }
}
