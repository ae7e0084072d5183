package dev.reconnect.cli.migrate;

import dev.reconnect.assist.Suggestion;
import dev.reconnect.engine.CallSites;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One program before and after its migration.
 *
 * @param name the program as reports call it
 * @param rung what the program stands on where its call sites have no counterpart on Spark Connect
 * @param reasons why the outcome is what it is; empty for a migration that is verified
 * @param advice what a person can do
 * @param unsafe whether fixes that may change results are among those applied
 * @param fixes the fixes that the outcome is about; those of a refused program were not handed out
 * @param evidence the proof; absent if there was nothing to prove
 * @param suggestions what came of asking a model, region by region
 */
public record ProgramMigration(
        String name,
        ProgramFiles files,
        Outcome outcome,
        Rung rung,
        List<String> reasons,
        List<String> advice,
        boolean unsafe,
        FixResult fixes,
        Optional<Evidence> evidence,
        List<Suggestion> suggestions) {
    public ProgramMigration {
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
        suggestions = List.copyOf(suggestions);
    }

    /** The same, with what came of asking a model. */
    ProgramMigration asking(List<Suggestion> asked) {
        return new ProgramMigration(name, files, outcome, rung, reasons, advice, unsafe, fixes, evidence, asked);
    }

    /** This refusal, and first of all why the runtime, which serves most of the call sites, could not prevent it. */
    ProgramMigration withoutHelpOf(ProgramMigration served) {
        var more = new ArrayList<String>();
        served.reasons().stream().limit(1).forEach(reason -> more.add("on the runtime: " + reason));
        more.addAll(reasons);
        return new ProgramMigration(name, files, outcome, rung, more, advice, unsafe, fixes, evidence, suggestions);
    }

    /** The same, with more advice. */
    ProgramMigration advising(List<String> more) {
        var all = new ArrayList<>(advice);
        all.addAll(more);
        return new ProgramMigration(name, files, outcome, rung, reasons, all, unsafe, fixes, evidence, suggestions);
    }

    public Verdict verdict() {
        return evidence.map(Evidence::verdict).orElse(Verdict.UNPROVEN);
    }

    public boolean isHandedOut() {
        return outcome != Outcome.REFUSED;
    }

    /** The patch that leads to what is handed out; of a refused program there is none. */
    public String patch() {
        return outcome == Outcome.MIGRATED ? fixes.diff() : "";
    }

    public Optional<FileFix> fixOf(String file) {
        return fixes.files().stream().filter(fix -> fix.name().equals(file)).findFirst();
    }

    /** Where the call sites of the original ended up: on which rung, or refused. */
    public Rungs rungs() {
        CallSites sites = fixes.after().callSites();
        if (!isHandedOut()) {
            return new Rungs(0, 0, sites.total());
        }
        int working = sites.total() - sites.broken();
        return switch (rung) {
            case NATIVE -> new Rungs(working, 0, sites.broken());
            case RUNTIME -> new Rungs(working, sites.broken(), 0);
        };
    }

    /** Numbers of call sites. */
    public record Rungs(int nativeSites, int runtimeSites, int refusedSites) {}
}
