package dev.reconnect.assist;

import java.util.Optional;

/** Runs a program with a proposal in it, and says whether it gives what it gave. */
@FunctionalInterface
public interface Oracle {
    /** Why the proposal cannot be kept, in words that may be shown to a model; absent where the proof holds. */
    Optional<String> objection(Proposal proposal);

    /** Hears what the model is being asked. */
    default void asking(String what) {}
}
