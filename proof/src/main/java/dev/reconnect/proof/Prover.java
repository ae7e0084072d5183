package dev.reconnect.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Proves that a migrated program gives the results of its original: runs the original on classic Spark and the migrated
 * one on Connect, on the given data and on variants of it, and compares all that can be seen. One prover serves any
 * number of proofs, one at a time, over the same warm {@link SparkHosts}.
 */
public final class Prover {
    private final SparkHosts hosts;
    private final OutcomeCache cache;
    private final ProofListener listener;
    private List<String> traces = List.of();

    /**
     * @param outcomes where outcomes of originals are remembered between proofs; empty to run each anew
     */
    public Prover(SparkHosts hosts, Optional<Path> outcomes, ProofListener listener) {
        this.hosts = hosts;
        this.cache = new OutcomeCache(outcomes);
        this.listener = listener;
    }

    /** Never throws for what programs, interpreters or servers do: that is what {@link Verdict#FAILED} is for. */
    public Evidence prove(ProofRequest request) {
        var report = new EvidenceBuilder(request, hosts.settings().remote().orElse("own"));
        report.environment(hosts.environment());
        try {
            cache.trim();
            var proving = new Proving(request, hosts, cache, listener, report);
            try {
                proving.run();
            } finally {
                traces = proving.traces();
            }
        } catch (ProofException e) {
            report.verdict(Verdict.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            report.verdict(Verdict.FAILED, "cannot read or write: " + e.getMessage());
        }
        return report.build();
    }

    /**
     * Makes the first run of a proof, that of the original on the given data: the same request's proof will not make it again. Answers what
     * it noted of types, in the format of {@code docs/trace.md}; nothing where it cannot be made.
     */
    public Optional<String> trace(ProofRequest request) {
        try {
            var report = new EvidenceBuilder(request, hosts.settings().remote().orElse("own"));
            return new Proving(request, hosts, cache, listener, report).trace();
        } catch (ProofException | IOException e) {
            return Optional.empty();
        }
    }

    /** What the original reads of its data on classic Spark, and where it finds that. */
    public Inputs inputs(ProofRequest request) throws ProofException {
        try {
            var report = new EvidenceBuilder(request, hosts.settings().remote().orElse("own"));
            return new Proving(request, hosts, cache, listener, report).inputs();
        } catch (IOException e) {
            throw SparkHosts.unreadable(e);
        }
    }

    /** What the classic runs of the last proof have noted of types, one text for each data set that was run. */
    public List<String> traces() {
        return traces;
    }
}
