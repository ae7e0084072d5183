package dev.reconnect.engine;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The work that a scan leaves, as one step for each rule, the heaviest first. */
public record MigrationPlan(List<Step> steps, CallSites callSites) {
    public MigrationPlan {
        steps = List.copyOf(steps);
    }

    /**
     * All occurrences of one rule; findings that one fix cures are one.
     *
     * @param effortMinutes what doing it by hand costs, as the rule's page estimates
     * @param safe how many occurrences have a fix that changes no result
     * @param unsafe how many have a fix that may, and none that does not
     */
    public record Step(
            String rule,
            Severity severity,
            int occurrences,
            List<String> files,
            int effortMinutes,
            int safe,
            int unsafe) {
        public Step {
            files = List.copyOf(files);
        }
    }

    public static MigrationPlan of(ScanResult scan, RuleSet rules) {
        var byRule = new TreeMap<String, List<Finding>>();
        for (var finding : scan.findings()) {
            byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>()).add(finding);
        }
        var steps = new ArrayList<Step>();
        byRule.forEach((rule, findings) -> steps.add(step(rule, findings, rules)));
        steps.sort(Comparator.comparing(Step::severity)
                .thenComparing(Step::effortMinutes, Comparator.reverseOrder())
                .thenComparing(Step::rule));
        return new MigrationPlan(steps, scan.callSites());
    }

    public int effortMinutes() {
        return steps.stream().mapToInt(Step::effortMinutes).sum();
    }

    /** What stays to be done by hand once all safe fixes are applied. */
    public int effortMinutesAfterSafeFixes() {
        return steps.stream()
                .mapToInt(step -> step.effortMinutes() / step.occurrences() * (step.occurrences() - step.safe()))
                .sum();
    }

    private static Step step(String rule, List<Finding> findings, RuleSet rules) {
        var files = new TreeSet<String>();
        var cures = new HashSet<Cure>();
        int occurrences = 0;
        int safe = 0;
        int unsafe = 0;
        var worst = Severity.INFO;
        for (var finding : findings) {
            if (!finding.fixes().isEmpty() && !cures.add(new Cure(finding.file(), finding.fixes()))) {
                continue;
            }
            occurrences++;
            files.add(finding.file());
            boolean hasSafe = offers(finding, Applicability.SAFE);
            safe += hasSafe ? 1 : 0;
            unsafe += !hasSafe && offers(finding, Applicability.UNSAFE) ? 1 : 0;
            worst = finding.severity().compareTo(worst) < 0 ? finding.severity() : worst;
        }
        int each = rules.find(rule).map(known -> known.page().effortMinutes()).orElse(0);
        return new Step(rule, worst, occurrences, List.copyOf(files), each * occurrences, safe, unsafe);
    }

    private record Cure(String file, List<Fix> fixes) {}

    private static boolean offers(Finding finding, Applicability applicability) {
        return finding.fixes().stream().anyMatch(fix -> fix.applicability() == applicability);
    }
}
