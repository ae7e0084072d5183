package dev.reconnect.cli.testing;

import dev.reconnect.proof.Suite.Branch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of writing tests for one program.
 *
 * @param refusal why there are none
 * @param files by their place below the folder of tests
 * @param kept what tests were kept, and how many wrong variants each noticed
 * @param notTested what was seen or tried, and is not tested, with the reason
 * @param branches of the original, as far as they ran on the driver
 */
record GeneratedTests(
        String program,
        Optional<String> refusal,
        Map<String, byte[]> files,
        List<Kept> kept,
        List<NotTested> notTested,
        Mutants mutants,
        List<Branch> branches,
        List<String> notes) {
    GeneratedTests {
        kept = List.copyOf(kept);
        notTested = List.copyOf(notTested);
        branches = List.copyOf(branches);
        notes = List.copyOf(notes);
    }

    static GeneratedTests refused(String program, String why) {
        return new GeneratedTests(
                program, Optional.of(why), Map.of(), List.of(), List.of(), Mutants.NONE, List.of(), List.of());
    }

    /** A test, and how many wrong variants it notices; of a reproducer that is the migrated program. */
    record Kept(String function, int noticed) {}

    record NotTested(String what, String why) {}

    /**
     * The wrong variants.
     *
     * @param made how many there could be; if it is more than were tried, these are a selection
     * @param equivalent those that no data set tells from the migrated program
     */
    record Mutants(int made, List<Mutant> killed, List<Survivor> survived, List<Survivor> equivalent) {
        static final Mutants NONE = new Mutants(0, List.of(), List.of(), List.of());

        Mutants {
            killed = List.copyOf(killed);
            survived = List.copyOf(survived);
            equivalent = List.copyOf(equivalent);
        }

        int tried() {
            return killed.size() + survived.size() + equivalent.size();
        }
    }

    /** A wrong variant that no test notices, and what is known of it. */
    record Survivor(Mutant mutant, String note) {}
}
