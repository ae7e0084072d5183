package dev.reconnect.cli.migrate;

import dev.reconnect.proof.Verdict;
import java.util.List;

/** What several migrations come to: the worst outcome and the worst verdict of all. */
record MigrationSums(Outcome outcome, Verdict verdict, int migrated, int unchanged, int refused) {
    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.FAILED, Verdict.DIFFERS, Verdict.UNPROVEN, Verdict.VERIFIED);

    static MigrationSums of(List<ProgramMigration> migrations) {
        int migrated = count(migrations, Outcome.MIGRATED);
        int unchanged = count(migrations, Outcome.UNCHANGED);
        int refused = count(migrations, Outcome.REFUSED);
        var outcome = refused > 0 ? Outcome.REFUSED : migrated > 0 ? Outcome.MIGRATED : Outcome.UNCHANGED;
        var verdict = WORST_FIRST.stream()
                .filter(candidate -> migrations.stream().anyMatch(migration -> migration.verdict() == candidate))
                .findFirst()
                .orElse(Verdict.UNPROVEN);
        return new MigrationSums(outcome, verdict, migrated, unchanged, refused);
    }

    private static int count(List<ProgramMigration> migrations, Outcome outcome) {
        return (int) migrations.stream()
                .filter(migration -> migration.outcome() == outcome)
                .count();
    }
}
