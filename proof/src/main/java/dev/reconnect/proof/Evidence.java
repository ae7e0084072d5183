package dev.reconnect.proof;

import java.util.List;
import java.util.Optional;

/**
 * What a proof came to, and everything needed to judge it. {@link EvidenceJson} writes it down.
 *
 * @param reasons why the verdict is what it is, the decisive one first
 * @param advice what a person could do to get a better verdict; empty if nothing needs doing
 * @param tracebacks what the programs ended with on the given data, where they failed
 * @param observables how each observable counted, over all data sets that count
 * @param notCompared what was seen but did not count, and why
 * @param server <code>own</code> or the address of the Connect server that was named
 */
public record Evidence(
        Verdict verdict,
        List<String> reasons,
        List<String> advice,
        Optional<Difference> difference,
        Tracebacks tracebacks,
        ProgramFile original,
        ProgramFile migrated,
        List<String> arguments,
        List<String> calls,
        List<DataSet> dataSets,
        List<Counted> observables,
        List<NotCompared> notCompared,
        Optional<HostEnvironment> environment,
        String server,
        Limits limits,
        long seed,
        Effort effort) {

    public Evidence {
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
        arguments = List.copyOf(arguments);
        calls = List.copyOf(calls);
        dataSets = List.copyOf(dataSets);
        observables = List.copyOf(observables);
        notCompared = List.copyOf(notCompared);
    }

    /** What the original ended with on classic Spark, and the migrated program on Connect. */
    public record Tracebacks(Optional<String> original, Optional<String> migrated) {
        static final Tracebacks NONE = new Tracebacks(Optional.empty(), Optional.empty());
    }

    /** A program as it was run. */
    public record ProgramFile(String name, String sha256) {}

    /** How a data set took part. */
    public enum Result {
        EQUAL,
        DIFFERENT,
        EXCLUDED
    }

    /**
     * One data set.
     *
     * @param name <code>given</code>, or the variant's name
     * @param note why it is excluded, or how both programs end if not by their own end
     */
    public record DataSet(String name, String sha256, List<DataFile> files, Result result, String note) {
        public DataSet {
            files = List.copyOf(files);
        }
    }

    /** One input file; the path begins with the name of its data folder. */
    public record DataFile(String path, String sha256, long bytes) {}

    /** How an observable counted on how many data sets. */
    public record Counted(String name, String counted, int dataSets) {}

    /** Something seen that did not count. */
    public record NotCompared(String name, String why) {}

    /** What differs between two proofs of the same programs: runs made, runs remembered, seconds. */
    public record Effort(int runs, int remembered, double seconds) {}
}
