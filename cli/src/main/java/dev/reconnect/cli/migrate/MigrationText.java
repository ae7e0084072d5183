package dev.reconnect.cli.migrate;

import dev.reconnect.cli.Palette;
import dev.reconnect.cli.report.ProofText;
import dev.reconnect.cli.report.SuggestionText;
import dev.reconnect.engine.fix.AppliedFix;
import java.util.Comparator;
import java.util.List;

/** Migrations for people. */
final class MigrationText {
    private final Palette palette;
    private final StringBuilder out = new StringBuilder();

    private MigrationText(Palette palette) {
        this.palette = palette;
    }

    static String program(ProgramMigration migration, Palette palette) {
        var text = new MigrationText(palette);
        text.add(migration);
        return text.out.toString();
    }

    private void add(ProgramMigration migration) {
        out.append(palette.bold(migration.name()) + ": " + outcome(migration.outcome()));
        if (migration.evidence().isPresent()) {
            out.append(", " + ProofText.verdict(migration.verdict(), palette));
        }
        if (migration.isHandedOut() && migration.rung() == Rung.RUNTIME) {
            var rungs = migration.rungs();
            out.append(", on the runtime (" + rungs.runtimeSites() + " of "
                    + (rungs.nativeSites() + rungs.runtimeSites()) + " call sites)");
        }
        out.append('\n');
        if (migration.outcome() == Outcome.MIGRATED) {
            changes(migration);
            if (migration.rung() == Rung.RUNTIME) {
                Remaining.pipelines(migration.fixes()).forEach(left -> out.append("  " + left + "\n"));
            }
        }
        migration.evidence().ifPresent(evidence -> out.append(ProofText.body(evidence, palette)));
        if (migration.evidence().isEmpty()) {
            migration.reasons().forEach(reason -> out.append("  " + reason + "\n"));
        }
        migration.suggestions().forEach(suggestion -> out.append(SuggestionText.of(suggestion, palette)));
        migration.advice().forEach(advice -> out.append("  " + palette.cyan("help") + ": " + advice + "\n"));
    }

    private void changes(ProgramMigration migration) {
        for (var file : migration.fixes().files()) {
            var inOrder = file.applied().stream()
                    .sorted(Comparator.comparing(AppliedFix::line))
                    .toList();
            for (var fix : inOrder) {
                out.append("  " + file.name() + ":" + fix.line() + ": " + fix.title()
                        + palette.dim(" [" + fix.rule() + (fix.unsafe() ? ", kept because the proof holds]" : "]"))
                        + "\n");
            }
        }
    }

    private String outcome(Outcome outcome) {
        return switch (outcome) {
            case MIGRATED, UNCHANGED -> palette.boldGreen(outcome.name());
            case REFUSED -> palette.red(outcome.name());
        };
    }

    static String sums(List<ProgramMigration> migrations, int withoutSpark, Palette palette) {
        var sums = MigrationSums.of(migrations);
        return palette.bold("Summary") + ": " + migrations.size() + " programs: " + sums.migrated() + " migrated, "
                + sums.unchanged() + " unchanged, " + sums.refused() + " refused"
                + (withoutSpark > 0 ? "; " + withoutSpark + " files without Spark were left alone" : "") + "\n";
    }
}
