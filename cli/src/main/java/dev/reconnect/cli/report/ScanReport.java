package dev.reconnect.cli.report;

import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.MigrationPlan;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.ScanResult;
import java.util.List;

/**
 * What a scan found, with all that a report says about it.
 *
 * @param inputs the files and folders as the user named them
 */
public record ScanReport(ScanResult scan, RuleSet rules, SparkRelease target, List<String> inputs, String version) {
    public ScanReport {
        inputs = List.copyOf(inputs);
    }

    public MigrationPlan plan() {
        return MigrationPlan.of(scan, rules);
    }

    /** What one occurrence of a rule costs by hand, in minutes. */
    public int effortMinutes(String rule) {
        return rules.find(rule).map(known -> known.page().effortMinutes()).orElse(0);
    }
}
