package dev.reconnect.engine;

import dev.reconnect.core.Finding;
import dev.reconnect.core.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run over a workspace found, in the order of file names and positions.
 *
 * @param files the files that use Spark or have findings
 * @param problems what kept files from being looked at, and failures of ours
 * @param filesSeen how many files the workspace has
 */
public record ScanResult(List<FileScan> files, List<Problem> problems, int filesSeen) {
    public ScanResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    public List<Finding> findings() {
        var all = new ArrayList<Finding>();
        for (var file : files) {
            all.addAll(file.findings());
        }
        return all;
    }

    public int count(Severity severity) {
        int count = 0;
        for (var file : files) {
            for (var finding : file.findings()) {
                count += finding.severity() == severity ? 1 : 0;
            }
        }
        return count;
    }

    public CallSites callSites() {
        return files.stream().map(FileScan::callSites).reduce(CallSites.NONE, CallSites::plus);
    }

    /** The share of Spark call sites that run on the target: see {@link CallSites}. */
    public double readiness() {
        return callSites().readiness();
    }

    public int suppressed() {
        return files.stream().mapToInt(FileScan::suppressed).sum();
    }

    public int accepted() {
        return files.stream().mapToInt(FileScan::accepted).sum();
    }

    /** Whether a rule or a fix of ours failed, so that the run must not end as a success. */
    public boolean hasInternalProblems() {
        return problems.stream().anyMatch(Problem::isInternal);
    }
}
