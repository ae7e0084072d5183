package dev.reconnect.assist;

import java.util.Optional;

/**
 * One answer of a model, and how far it came.
 *
 * @param round from 1; 0 for what was remembered
 * @param stoppedAt the gate that stopped it; absent for one that passed all, and for one that says that there is no such form
 * @param reason why it was stopped, or why there is no such form; empty where it passed
 * @param question the hash of what was asked
 */
public record Attempt(
        int round, int sample, Optional<Gate> stoppedAt, String reason, String question, long tokens, double seconds) {
    /** How it ended, in a word or two. */
    public String ending() {
        return stoppedAt.map(gate -> "stopped: " + gate.title()).orElse(reason.isEmpty() ? "passed" : "unsupported");
    }
}
