package dev.reconnect.cli.repair;

import dev.reconnect.diagnose.Raised;
import dev.reconnect.diagnose.Recognised;
import dev.reconnect.engine.fix.AppliedFix;
import java.util.List;
import java.util.Optional;

/**
 * One exception on the way to a program that runs: what it was, where it comes from, and what was done about it.
 *
 * @param raised the exception that ended the program
 * @param fixes empty where nothing is known that mends it
 */
public record Round(Raised raised, Optional<Recognised> known, Optional<Cause> cause, List<AppliedFix> fixes) {
    public Round {
        fixes = List.copyOf(fixes);
    }
}
