package dev.reconnect.cli.repair;

import dev.reconnect.assist.Assistant;
import dev.reconnect.assist.Proposal;
import dev.reconnect.assist.Region;
import dev.reconnect.assist.Regions;
import dev.reconnect.cli.migrate.Activation;
import dev.reconnect.cli.migrate.HandedOut;
import dev.reconnect.cli.migrate.ModelRounds;
import dev.reconnect.cli.migrate.ProgramFiles;
import dev.reconnect.cli.migrate.ProofSession;
import dev.reconnect.core.Finding;
import dev.reconnect.core.UserException;
import dev.reconnect.diagnose.Failure;
import dev.reconnect.diagnose.FailureReader;
import dev.reconnect.diagnose.Recognised;
import dev.reconnect.diagnose.Signatures;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.fix.AppliedFix;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mends one exception of a program after the other, each where it comes from, until the program runs on Connect, or nothing is known that mends
 * the next. What has no form on Connect at all is left to the runtime. Only a proof makes a repair.
 */
public final class Repairer {
    /** Those of the context come together: without it none of what hangs on it can be. */
    static final Set<String> CONTEXT = Set.of(
            "spark-context-attribute",
            "context-on-client",
            "master-not-set",
            "gateway-exited",
            "session-already-running");

    /** The rules about what hangs on a context. */
    private static final Pattern OF_CONTEXT = Pattern.compile(
            "(?:context|rdd|sql-context|spark-conf|spark-context|parallelize|java|jvm|create-data-frame-from)-.*"
                    + "|session-from-context|broadcast-variable|accumulator|read-from-rdd|hadoop-configuration|spark-files-on-driver");

    /** A file of a copy, as {@link ProofSession#newStage()} makes them. */
    private static final Pattern STAGE = Pattern.compile("/stage-\\d+/(.+)$");

    private final Path here;
    private final Settings settings;
    private final RuleSet rules;
    private final ProofSession proofs;
    private final int mostRounds;
    private final Optional<Assistant> assistant;
    private final Signatures signatures = Signatures.load();

    /** @param assistant who is asked about what no rule mends */
    public Repairer(
            Path here,
            Settings settings,
            RuleSet rules,
            ProofSession proofs,
            int mostRounds,
            Optional<Assistant> assistant) {
        this.here = here;
        this.settings = settings;
        this.rules = rules;
        this.proofs = proofs;
        this.mostRounds = mostRounds;
        this.assistant = assistant;
    }

    /** @param given what the program failed with; without it, it is run */
    public Repair repair(Path program, Optional<Failure> given) throws IOException {
        var run = new Run(program);
        var repair = run.repair(given);
        return assistant.isPresent() ? run.assisted(assistant.get(), repair) : repair;
    }

    /** The repair of one program. */
    private final class Run {
        private final Path program;
        private final String name;
        private final ProgramFiles original;
        private final List<Round> rounds = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        /** The program as far as it is mended. */
        private Path current;
        /** The same before the runtime is asked to serve the rest, and what it failed with then. */
        private Path mended;

        private Optional<Failure> unmended = Optional.empty();

        Run(Path program) throws IOException {
            this.program = program;
            this.name = program.toString().replace('\\', '/');
            this.original = ProgramFiles.of(program, here, settings);
            this.current = program;
            this.mended = program;
        }

        Repair repair(Optional<Failure> given) throws IOException {
            Optional<Evidence> evidence = Optional.empty();
            Optional<Failure> failure = given;
            if (failure.isEmpty()) {
                evidence = Optional.of(proofs.prove(program, program, name));
                failure = failureOf(evidence.get());
                if (failure.isEmpty()) {
                    return ended(evidence.get());
                }
                if (failsOnClassic(evidence.get())) {
                    rounds.add(round(failure.get()));
                    return failsOnClassicToo(evidence.get());
                }
            }
            while (failure.isPresent()) {
                if (rounds.size() == mostRounds) {
                    return refused(
                            "after " + mostRounds + " exceptions there is still another; --max-rounds allows more",
                            evidence);
                }
                var fixes = mend(failure.get());
                if (fixes.isEmpty()) {
                    mended = current;
                    unmended = failure;
                    return onRuntime(evidence);
                }
                current = stage(fixes.get());
                evidence = Optional.of(proofs.prove(program, current, name));
                if (failsOnClassic(evidence.get())) {
                    return failsOnClassicToo(evidence.get());
                }
                failure = failureOf(evidence.get());
            }
            return ended(evidence.orElseThrow());
        }

        /** Fixes what the failure comes from; empty where nothing is known that does. */
        private Optional<FixResult> mend(Failure failure) throws IOException {
            var round = round(failure);
            var signature = round.known().map(known -> known.signature().name()).orElse("");
            var place = round.cause().map(Cause::text).orElse("");
            if (!seen.add(signature + " " + place)) {
                rounds.add(round);
                return Optional.empty();
            }
            var fixes = fix(chosen(round));
            rounds.add(new Round(round.raised(), round.known(), round.cause(), fixes.applied()));
            return fixes.files().stream().anyMatch(FileFix::isChanged) ? Optional.of(fixes) : Optional.empty();
        }

        /** The exception and its place, before anything is done about it. */
        private Round round(Failure failure) throws IOException {
            var known = signatures.recognise(failure);
            var cause = Locator.locate(scan(), failure, known);
            return new Round(known.map(Recognised::raised).orElse(failure.last()), known, cause, List.of());
        }

        private ScanResult scan() throws IOException {
            var workspace = ProgramFiles.of(current, here, settings).workspace(here, settings);
            return new RuleRunner(rules, settings)
                    .analyse(workspace, Progress.NONE)
                    .result();
        }

        private FixResult fix(FixFilter filter) throws IOException {
            var workspace = ProgramFiles.of(current, here, settings).workspace(here, settings);
            return new Fixer(new RuleRunner(rules, settings), filter).fix(workspace);
        }

        /** What is fixed: the findings at the cause, and with the context all that hangs on it. */
        private FixFilter chosen(Round round) {
            var findings = round.cause().map(Cause::findings).orElse(List.of());
            boolean context = round.known()
                    .map(known -> CONTEXT.contains(known.signature().name()))
                    .orElse(false);
            return (finding, fix) -> isAmong(finding, findings)
                    || (context && OF_CONTEXT.matcher(finding.rule()).matches());
        }

        /** The same in another round of fixing, when places have moved. */
        private static boolean isAmong(Finding finding, List<Finding> chosen) {
            return chosen.stream()
                    .anyMatch(one -> one.file().equals(finding.file())
                            && one.rule().equals(finding.rule())
                            && one.message().equals(finding.message()));
        }

        /** Leaves to the runtime what no fix is known for. */
        private Repair onRuntime(Optional<Evidence> last) throws IOException {
            var nothing = fix((finding, fix) -> false);
            var served = Activation.added(nothing, current);
            if (served.isEmpty()) {
                return refused("no fix is known for it, and the runtime does not take such a program", last);
            }
            boolean isMended = !current.equals(program);
            current = stage(served.get());
            var evidence = proofs.prove(program, current, name);
            if (failsOnClassic(evidence)) {
                return failsOnClassicToo(evidence);
            }
            if (isMended && evidence.verdict() != Verdict.VERIFIED) {
                return originalOnRuntime(last);
            }
            return switch (evidence.verdict()) {
                case VERIFIED -> result(Repair.Outcome.REPAIRED, evidence.reasons(), true, Optional.of(evidence));
                case DIFFERS, UNPROVEN, FAILED -> {
                    var reasons = new ArrayList<String>();
                    reasons.add("no fix is known for it");
                    evidence.reasons().stream().limit(1).forEach(reason -> reasons.add("on the runtime: " + reason));
                    yield result(Repair.Outcome.REFUSED, reasons, false, Optional.of(evidence));
                }
            };
        }

        /** What was mended may be in the way of the runtime, which knows the original's ways. */
        private Repair originalOnRuntime(Optional<Evidence> last) throws IOException {
            current = program;
            rounds.replaceAll(round -> new Round(round.raised(), round.known(), round.cause(), List.of()));
            return onRuntime(last);
        }

        private Repair ended(Evidence evidence) throws IOException {
            boolean changed = !current.equals(program);
            return switch (evidence.verdict()) {
                case VERIFIED ->
                    result(
                            changed ? Repair.Outcome.REPAIRED : Repair.Outcome.RUNS_ALREADY,
                            evidence.reasons(),
                            false,
                            Optional.of(evidence));
                case UNPROVEN ->
                    result(
                            changed ? Repair.Outcome.RUNS : Repair.Outcome.RUNS_ALREADY,
                            evidence.reasons(),
                            false,
                            Optional.of(evidence));
                case DIFFERS ->
                    changed
                            ? onRuntimeFrom(evidence)
                            : refused("it runs on Connect, and gives something else", Optional.of(evidence));
                case FAILED ->
                    refused(
                            evidence.reasons().stream().findFirst().orElse("it could not be run"),
                            Optional.of(evidence));
            };
        }

        /** The fixes make it run, and give something else: the original on the runtime may do better. */
        private Repair onRuntimeFrom(Evidence differs) throws IOException {
            var repair = originalOnRuntime(Optional.of(differs));
            return repair.outcome() == Repair.Outcome.REPAIRED
                    ? repair
                    : refused("with the fixes it runs on Connect, and gives something else", Optional.of(differs));
        }

        private Repair refused(String reason, Optional<Evidence> evidence) throws IOException {
            return result(Repair.Outcome.REFUSED, List.of(reason), false, evidence);
        }

        private Repair failsOnClassicToo(Evidence evidence) throws IOException {
            return result(Repair.Outcome.FAILS_ON_CLASSIC, evidence.reasons(), false, Optional.of(evidence));
        }

        private Repair result(
                Repair.Outcome outcome, List<String> reasons, boolean onRuntime, Optional<Evidence> evidence)
                throws IOException {
            return new Repair(name, outcome, named(rounds), reasons, files(), onRuntime, evidence, List.of());
        }

        /** The rounds with the names that the user's files have, instead of those of copies. */
        private List<Round> named(List<Round> rounds) {
            var names = new HashMap<String, String>();
            var paths = new ArrayList<Path>(original.modules());
            paths.add(program);
            paths.forEach(path ->
                    names.put(original.place(path).toString(), path.toString().replace('\\', '/')));
            return rounds.stream()
                    .map(round -> new Round(
                            round.raised(),
                            round.known(),
                            round.cause().map(cause -> cause.in(nameOf(cause.file(), names))),
                            round.fixes()))
                    .toList();
        }

        /** The repair with what a model proposes for the place that no rule mends; the repair as it is where that gets no further. */
        Repair assisted(Assistant one, Repair repair) throws IOException {
            boolean isOpen = repair.outcome() == Repair.Outcome.REFUSED || repair.onRuntime();
            if (!isOpen || unmended.isEmpty()) {
                return repair;
            }
            current = mended;
            var files = ProgramFiles.of(mended, here, settings);
            var workspace = files.workspace(here, settings);
            var analysis = new RuleRunner(rules, settings).analyse(workspace, Progress.NONE);
            var last = round(unmended.get());
            var regions = Regions.of(analysis).stream()
                    .filter(region -> isAt(last, region, analysis))
                    .toList();
            var runs = repair.outcome() == Repair.Outcome.REPAIRED;
            var result = new ModelRounds<Proposed>(
                            one,
                            analysis,
                            regions,
                            runs,
                            proofs::announce,
                            proposals -> proposed(proposals, files, workspace, one.name()))
                    .run(Optional.of(last.raised().headline()));
            return (result.best().isPresent() ? repaired(result.best().get(), last) : repair)
                    .asking(result.suggestions());
        }

        private Repair repaired(Proposed best, Round last) throws IOException {
            current = best.place();
            rounds.set(rounds.size() - 1, new Round(last.raised(), last.known(), last.cause(), best.fixes()));
            var evidence = best.evidence();
            return result(Repair.Outcome.REPAIRED, evidence.reasons(), best.onRuntime(), Optional.of(evidence));
        }

        /** Whether the failure comes from the region; without a context nothing can be mended that hangs on it. */
        private static boolean isAt(Round round, Region region, Analysis analysis) {
            boolean isContext = round.known()
                    .filter(known -> CONTEXT.contains(known.signature().name()))
                    .isPresent();
            var lines = analysis.parsed(region.file()).tree().lines();
            return isContext
                    || round.cause()
                            .filter(cause -> cause.file().equals(region.file())
                                    && cause.line() >= lines.line(region.range().start())
                                    && cause.line() <= lines.line(region.range().end()))
                            .isPresent();
        }

        /** The program with proposals in it, on the runtime for what they leave. */
        private ModelRounds.Tried<Proposed> proposed(
                List<Proposal> proposals, ProgramFiles files, Workspace workspace, String model) {
            var runner = new RuleRunner(ModelRounds.rules(rules, proposals, model), settings);
            var fixes = new Fixer(runner, ModelRounds.filter((finding, fix) -> false)).fix(workspace);
            var served = fixes.after().findings().stream().anyMatch(Finding::isObstacle)
                    ? Activation.added(fixes, mended)
                    : Optional.<FixResult>empty();
            var place = HandedOut.layOut(files, served.orElse(fixes), proofs.newStage());
            var evidence = proofs.prove(program, place, name);
            return new ModelRounds.Tried<>(
                    new Proposed(place, evidence, served.isPresent(), fixes.applied()),
                    ModelRounds.objection(fixes, proposals, Optional.of(evidence), evidence.reasons()));
        }

        private static String nameOf(String file, Map<String, String> names) {
            var stage = STAGE.matcher(file.replace('\\', '/'));
            return stage.find() ? names.getOrDefault(stage.group(1), file) : file;
        }

        private List<Repair.RepairedFile> files() throws IOException {
            var files = new ArrayList<Repair.RepairedFile>();
            var paths = new ArrayList<Path>();
            paths.add(program);
            paths.addAll(original.modules());
            for (var path : paths) {
                var before = Files.readAllBytes(path);
                var mended = current.equals(program)
                        ? path
                        : current.resolveSibling(original.place(path).toString());
                var after = Files.exists(mended) ? Files.readAllBytes(mended) : before;
                files.add(Repair.RepairedFile.of(path, before, after));
            }
            return files;
        }

        private Path stage(FixResult fixes) throws IOException {
            return HandedOut.layOut(ProgramFiles.of(current, here, settings), fixes, proofs.newStage());
        }
    }

    /** The program with proposals in it, and what came of it. */
    private record Proposed(Path place, Evidence evidence, boolean onRuntime, List<AppliedFix> fixes) {}

    private static boolean failsOnClassic(Evidence evidence) {
        return evidence.tracebacks().original().isPresent();
    }

    private static Optional<Failure> failureOf(Evidence evidence) {
        if (evidence.verdict() == Verdict.FAILED
                && evidence.tracebacks().migrated().isEmpty()) {
            throw new UserException(
                    "The program could not be run: "
                            + evidence.reasons().stream().findFirst().orElse(""),
                    evidence.advice().stream().findFirst().orElse("`reconnect run` shows what it prints"));
        }
        return evidence.tracebacks().migrated().flatMap(FailureReader::read);
    }
}
