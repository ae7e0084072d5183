package dev.reconnect.proof;

/** Hears what a proof is doing, for progress displays. Called on the thread that runs the proof. */
@FunctionalInterface
public interface ProofListener {

    /** Hears nothing. */
    ProofListener SILENT = (label, done, total) -> {};

    /**
     * @param label what is going on, such as <code>unicode: classic</code>
     * @param done runs that have ended
     * @param total runs that are planned so far; grows when data variants are known
     */
    void progress(String label, int done, int total);
}
