package dev.reconnect.cli.migrate;

import dev.reconnect.assist.Assistant;
import dev.reconnect.assist.ModelProposal;
import dev.reconnect.assist.Oracle;
import dev.reconnect.assist.Proposal;
import dev.reconnect.assist.Region;
import dev.reconnect.assist.Suggestion;
import dev.reconnect.core.Rule;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.ParsedFile;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.Change;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import dev.reconnect.python.types.ObservedTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks a model about the regions of one program, one after the other. Where the program runs without any of them, each proposal is proven by itself;
 * where it does not, the program can only be proven with all of them.
 *
 * @param <R> what a program with proposals in it comes to
 */
public final class ModelRounds<R> {
    private final Assistant assistant;
    private final Analysis analysis;
    private final List<Region> regions;
    private final boolean runsWithout;
    private final Consumer<String> progress;
    private final Function<List<Proposal>, Tried<R>> attempt;
    private final List<Proposal> kept = new ArrayList<>();
    private Optional<R> best = Optional.empty();

    /** The program with proposals in it, and why it cannot be kept. */
    public record Tried<R>(R result, Optional<String> objection) {}

    /**
     * What came of it.
     *
     * @param best the program with what was kept; absent where nothing was
     */
    public record Result<R>(Optional<R> best, List<Suggestion> suggestions) {}

    /**
     * @param runsWithout whether the program runs with none of the regions rewritten
     * @param progress hears what is being done
     * @param attempt makes the program with these proposals, and proves it
     */
    public ModelRounds(
            Assistant assistant,
            Analysis analysis,
            List<Region> regions,
            boolean runsWithout,
            Consumer<String> progress,
            Function<List<Proposal>, Tried<R>> attempt) {
        this.assistant = assistant;
        this.analysis = analysis;
        this.regions = List.copyOf(regions);
        this.runsWithout = runsWithout;
        this.progress = progress;
        this.attempt = attempt;
    }

    /** @param exception what the program failed with */
    public Result<R> run(Optional<String> exception) {
        var suggestions = new ArrayList<Suggestion>();
        for (int i = 0; i < regions.size(); i++) {
            boolean isProvable = runsWithout || i == regions.size() - 1;
            var suggestion = assistant.suggest(regions.get(i), analysis, exception, oracle(isProvable));
            suggestions.add(suggestion);
            suggestion.proposal().ifPresent(kept::add);
            if (suggestion.proposal().isEmpty() && !runsWithout) {
                break;
            }
        }
        if (best.isPresent()) {
            kept.forEach(proposal -> assistant.remember(proposal, analysis));
        }
        return new Result<>(best, best.isPresent() ? suggestions : withoutProof(suggestions));
    }

    private Oracle oracle(boolean isProvable) {
        return new Oracle() {
            @Override
            public Optional<String> objection(Proposal proposal) {
                return isProvable ? proven(proposal) : Optional.empty();
            }

            @Override
            public void asking(String what) {
                progress.accept(what);
            }
        };
    }

    private Optional<String> proven(Proposal proposal) {
        var all = new ArrayList<>(kept);
        all.add(proposal);
        var tried = attempt.apply(all);
        if (tried.objection().isEmpty()) {
            best = Optional.of(tried.result());
        }
        return tried.objection();
    }

    /** What passed the gates before the proof is nothing where the proof with all of them never came to hold. */
    private static List<Suggestion> withoutProof(List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(one -> one.proposal().isEmpty() ? one : one.dropped("the program could not be proven with it"))
                .toList();
    }

    /** The program with the fixes, for questions about names and types. */
    public static Analysis analysis(RuleRunner runner, Workspace workspace, FixResult fixes) {
        var changed = new HashMap<String, ParsedFile>();
        for (var fix : fixes.files()) {
            fix.source()
                    .edited(fix.changes().stream().map(Change::edit).toList())
                    .ifPresent(source -> changed.put(fix.name(), ParsedFile.parse(source)));
        }
        return runner.analyse(workspace, Progress.NONE).with(changed, ObservedTypes.NONE, Progress.NONE);
    }

    /** The rules, and one that offers the proposals. */
    public static RuleSet rules(RuleSet rules, List<Proposal> proposals, String model) {
        var all = new ArrayList<Rule>(rules.rules());
        all.add(new ModelProposal(proposals, model));
        return RuleSet.of(all);
    }

    /** Why a program with the proposals cannot be kept; absent where the proof holds. */
    public static Optional<String> objection(
            FixResult fixes, List<Proposal> proposals, Optional<Evidence> evidence, List<String> reasons) {
        long applied = fixes.applied().stream()
                .filter(fix -> fix.rule().equals(ModelProposal.NAME))
                .count();
        if (applied < proposals.size()) {
            return Optional.of("it could not be put into the program");
        }
        boolean holds = evidence.map(Evidence::verdict).equals(Optional.of(Verdict.VERIFIED));
        return holds ? Optional.empty() : Optional.of(Objections.of(evidence, reasons));
    }

    /** What the filter accepts, and proposals. */
    public static FixFilter filter(FixFilter filter) {
        return (finding, fix) -> finding.rule().equals(ModelProposal.NAME) || filter.accepts(finding, fix);
    }
}
