package dev.reconnect.cli.repair;

import dev.reconnect.cli.Palette;
import dev.reconnect.cli.report.ProofText;
import dev.reconnect.cli.report.SuggestionText;
import dev.reconnect.diagnose.Raised;
import dev.reconnect.diagnose.Recognised;
import java.util.Optional;

/** Repairs, and what a failure means, for people. */
public final class RepairText {
    private static final int WIDEST = 160;

    private RepairText() {}

    /** What an exception means on Spark Connect. */
    public static String meaning(Raised raised, Optional<Recognised> known, Palette palette) {
        var out = new StringBuilder(palette.bold(shortened(raised.headline())) + "\n");
        if (known.isEmpty()) {
            return out.append("  nothing is known of such an exception\n").toString();
        }
        var found = known.get();
        out.append("  " + found.what() + "\n");
        if (!found.why().isEmpty()) {
            out.append("  why: " + found.why() + "\n");
        }
        out.append("  instead: " + found.instead() + "\n");
        return out.toString();
    }

    public static String of(Repair repair, Palette palette) {
        var out = new StringBuilder();
        int number = 0;
        for (var round : repair.rounds()) {
            number++;
            out.append((repair.rounds().size() > 1 ? number + ". " : "")
                    + meaning(round.raised(), round.known(), palette));
            round.cause().ifPresent(cause -> out.append(cause(cause, palette)));
            for (var fix : round.fixes()) {
                out.append("  line " + fix.line() + ": " + fix.title() + palette.dim(" [" + fix.rule() + "]") + "\n");
            }
            if (round.fixes().isEmpty()) {
                out.append("  no fix is known for this place\n");
            }
            out.append('\n');
        }
        out.append(palette.bold(repair.name()) + ": " + outcome(repair, palette));
        repair.evidence().ifPresent(evidence -> out.append(", " + ProofText.verdict(evidence.verdict(), palette)));
        out.append(repair.onRuntime() ? ", on the runtime\n" : "\n");
        if (repair.evidence().isPresent() && repair.outcome() != Repair.Outcome.REFUSED) {
            out.append(ProofText.body(repair.evidence().get(), palette));
        } else {
            repair.reasons().forEach(reason -> reason.lines().forEach(line -> out.append("  " + line + "\n")));
        }
        repair.suggestions().forEach(suggestion -> out.append(SuggestionText.of(suggestion, palette)));
        return out.toString();
    }

    private static String cause(Cause cause, Palette palette) {
        var place = "  " + palette.cyan("-->") + " " + cause.file() + ":" + cause.line() + ": "
                + shortened(cause.text()) + "\n";
        return cause.surfaced()
                .map(line -> place + "      it surfaced at line " + line + "\n")
                .orElse(place);
    }

    private static String outcome(Repair repair, Palette palette) {
        return switch (repair.outcome()) {
            case REPAIRED -> palette.boldGreen("REPAIRED");
            case RUNS -> palette.yellow("RUNS, not compared");
            case RUNS_ALREADY -> palette.boldGreen("RUNS on Spark Connect as it is");
            case FAILS_ON_CLASSIC -> palette.yellow("FAILS on classic Spark too");
            case REFUSED -> palette.red("REFUSED");
        };
    }

    private static String shortened(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
    }
}
