package dev.reconnect.cli.migrate;

import dev.reconnect.cli.report.Places;
import dev.reconnect.core.Finding;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.lift.RddPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the fixes have left of a program, in words, each with its place in the program as the user has it. */
final class Remaining {
    private static final int MOST = 20;

    private Remaining() {}

    /** What cannot work, or could not be read. */
    static List<String> obstacles(FixResult fixes) {
        var reasons = new ArrayList<String>();
        for (var problem : fixes.after().problems()) {
            reasons.add("`" + problem.file() + "` " + problem.message());
        }
        reasons.addAll(findings(fixes, Finding::isObstacle));
        return shortened(reasons);
    }

    /** Pipelines that stay RDDs, and why. */
    static List<String> pipelines(FixResult fixes) {
        return shortened(findings(fixes, RddPipeline::isLeft));
    }

    private static List<String> findings(FixResult fixes, Predicate<Finding> wanted) {
        var reasons = new ArrayList<String>();
        for (var file : fixes.after().files()) {
            for (var finding : file.findings()) {
                if (wanted.test(finding)) {
                    reasons.add(reason(finding, file, fixes));
                }
            }
        }
        return reasons;
    }

    private static List<String> shortened(List<String> reasons) {
        if (reasons.size() <= MOST) {
            return List.copyOf(reasons);
        }
        var first = new ArrayList<>(reasons.subList(0, MOST));
        first.add("and " + (reasons.size() - MOST) + " more");
        return List.copyOf(first);
    }

    private static String reason(Finding finding, FileScan file, FixResult fixes) {
        return finding.file() + ":" + place(finding, file, fixes) + ": " + finding.message() + " [" + finding.rule()
                + "]";
    }

    /** Where a finding of what the fixes have left is in the program as the user has it. */
    static Places.Place place(Finding finding, FileScan file, FixResult fixes) {
        int start = finding.range().start();
        return fixes.files().stream()
                .filter(fix -> fix.name().equals(finding.file()))
                .findFirst()
                .map(fix -> new Places(fix.source()).of(fix.originalOffset(start)))
                .orElseGet(() -> new Places(file.source()).of(start));
    }
}
