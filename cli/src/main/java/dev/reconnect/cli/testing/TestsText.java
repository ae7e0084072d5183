package dev.reconnect.cli.testing;

import dev.reconnect.cli.Palette;
import dev.reconnect.cli.testing.GeneratedTests.Survivor;
import dev.reconnect.proof.Suite.Branch;
import java.util.List;

/** What became of tests, for people. */
final class TestsText {
    private TestsText() {}

    static String of(GeneratedTests tests, boolean listsAll, Palette palette) {
        var out = new StringBuilder(palette.bold(tests.program()) + ": ");
        if (tests.refusal().isPresent()) {
            return out.append(palette.red("REFUSED") + "\n  " + tests.refusal().get() + "\n" + notTested(tests))
                    .toString();
        }
        out.append(palette.boldGreen(tests.kept().size() + (tests.kept().size() == 1 ? " test" : " tests")) + "\n");
        tests.kept()
                .forEach(kept -> out.append("  " + kept.function() + palette.dim(" notices " + kept.noticed()) + "\n"));
        return out + mutants(tests, listsAll) + branches(tests.branches()) + notTested(tests) + notes(tests);
    }

    private static String mutants(GeneratedTests tests, boolean listsAll) {
        var mutants = tests.mutants();
        int count = mutants.tried() - mutants.equivalent().size();
        var out = new StringBuilder("wrong variants: " + mutants.killed().size() + " of " + count + " noticed"
                + (count == 0 ? "" : " (" + 100 * mutants.killed().size() / count + "%)"));
        if (!mutants.equivalent().isEmpty()) {
            out.append(", " + mutants.equivalent().size() + " that no data set tells from the program left out");
        }
        if (mutants.made() > mutants.tried()) {
            out.append("; " + mutants.tried() + " of " + mutants.made() + " were tried");
        }
        out.append('\n');
        if (listsAll) {
            mutants.killed().forEach(mutant -> out.append("  noticed  " + mutant.describe() + "\n"));
        }
        add(out, "missed   ", mutants.survived());
        add(out, "the same ", mutants.equivalent());
        return out.toString();
    }

    private static void add(StringBuilder out, String word, List<Survivor> survivors) {
        for (var survivor : survivors) {
            out.append("  " + word + survivor.mutant().describe() + "\n");
            if (!survivor.note().isEmpty()) {
                out.append("           " + survivor.note().lines().findFirst().orElse("") + "\n");
            }
        }
    }

    private static String branches(List<Branch> branches) {
        if (branches.isEmpty()) {
            return "";
        }
        long taken = branches.stream().filter(Branch::entered).count()
                + branches.stream().filter(Branch::passed).count();
        var out = new StringBuilder(
                "branches of the original: " + taken + " of " + 2 * branches.size() + " ran on the driver\n");
        for (var branch : branches) {
            if (!branch.entered() || !branch.passed()) {
                out.append("  " + branch.file() + ":" + branch.line() + ": "
                        + (branch.entered() ? "never passed by" : branch.passed() ? "never entered" : "never reached")
                        + "\n");
            }
        }
        return out.toString();
    }

    private static String notTested(GeneratedTests tests) {
        if (tests.notTested().isEmpty()) {
            return "";
        }
        var out = new StringBuilder("not tested:\n");
        tests.notTested().forEach(skipped -> out.append("  " + skipped.what() + ": " + skipped.why() + "\n"));
        return out.toString();
    }

    private static String notes(GeneratedTests tests) {
        var out = new StringBuilder();
        tests.notes().forEach(note -> out.append("note: " + note + "\n"));
        return out.toString();
    }
}
