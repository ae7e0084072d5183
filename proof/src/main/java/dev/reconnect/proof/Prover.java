package dev.reconnect.proof;

import java.io.IOException;
import java.nio.file.Path;
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
            new Proving(request, hosts, cache, listener, report).run();
        } catch (ProofException e) {
            report.verdict(Verdict.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            report.verdict(Verdict.FAILED, "cannot read or write: " + e.getMessage());
        }
        return report.build();
    }
}
