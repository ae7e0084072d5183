package dev.reconnect.cli.migrate;

import dev.reconnect.cli.report.HtmlProgram;
import dev.reconnect.cli.report.HtmlReport;
import dev.reconnect.cli.report.ScanReport;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.ScanResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Migrations as the programs of an HTML report. */
final class MigrationHtml {
    private MigrationHtml() {}

    static String of(List<ProgramMigration> migrations, SparkRelease target, RuleSet rules, String version) {
        var programs = migrations.stream().map(MigrationHtml::program).toList();
        var names = migrations.stream().map(ProgramMigration::name).toList();
        var before = together(migrations, migration -> migration.fixes().before());
        var after = together(migrations, migration -> migration.fixes().after());
        return HtmlReport.ofMigration(new ScanReport(before, rules, target, names, version), after, programs);
    }

    private static HtmlProgram program(ProgramMigration migration) {
        var files = new ArrayList<HtmlProgram.HtmlFile>();
        for (var file : migration.fixes().before().files()) {
            var fix = migration.fixOf(file.name());
            if (!file.findings().isEmpty() || fix.isPresent()) {
                files.add(new HtmlProgram.HtmlFile(file, fix));
            }
        }
        return new HtmlProgram(
                migration.name(),
                Optional.of(migration.outcome().name()),
                migration.reasons(),
                migration.advice(),
                migration.evidence(),
                migration.suggestions(),
                files);
    }

    /** Several scans as one; a module that several programs share counts once. */
    private static ScanResult together(List<ProgramMigration> migrations, Function<ProgramMigration, ScanResult> scan) {
        Map<String, FileScan> files = new LinkedHashMap<>();
        Set<Problem> problems = new LinkedHashSet<>();
        for (var migration : migrations) {
            scan.apply(migration).files().forEach(file -> files.putIfAbsent(file.name(), file));
            problems.addAll(scan.apply(migration).problems());
        }
        return new ScanResult(List.copyOf(files.values()), List.copyOf(problems), files.size());
    }
}
