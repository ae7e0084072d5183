package dev.reconnect.engine.fix;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.ParsedFile;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.fix.FixingFile.Candidate;
import dev.reconnect.engine.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applies fixes in rounds until nothing is left to fix: in each round the fixes that do not touch one another, then everything is parsed
 * and checked anew. A fix that breaks a file's syntax is dropped, and a file ends that its fixes lead in a circle or on and on. Nothing
 * is written.
 */
public final class Fixer {
    /** So many rounds may pass in which no file gets nearer to its end; without bound would be fixes that each call for another. */
    private static final int MOST_IDLE_ROUNDS = 50;

    private final RuleRunner runner;
    private final FixFilter filter;

    public Fixer(RuleRunner runner, FixFilter filter) {
        this.runner = runner;
        this.filter = filter;
    }

    public FixResult fix(Workspace workspace) {
        return fix(workspace, Progress.NONE);
    }

    public FixResult fix(Workspace workspace, Progress progress) {
        return fix(runner.analyse(workspace, progress), progress);
    }

    /** As {@link #fix(Workspace, Progress)}, for a workspace that was checked already. */
    public FixResult fix(Analysis start, Progress progress) {
        return new Run(start, progress).fix();
    }

    /** The rounds over one workspace. */
    private final class Run {
        private final ScanResult before;
        private final Progress progress;
        private final Map<String, FixingFile> files = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Analysis start;
        private Analysis now;

        Run(Analysis start, Progress progress) {
            this.before = start.result();
            this.progress = progress;
            this.now = start;
            this.start = start;
        }

        FixResult fix() {
            int round = 1;
            int fewest = Integer.MAX_VALUE;
            int idle = 0;
            while (idle <= MOST_IDLE_ROUNDS && (applyFixes(round) || removeImports(round))) {
                checkAgain();
                round++;
                int left = countFixable();
                idle = left < fewest ? 0 : idle + 1;
                fewest = Math.min(fewest, left);
            }
            if (idle > MOST_IDLE_ROUNDS) {
                for (FileScan scan : now.result().files()) {
                    fixing(scan.name()).giveUp(candidates(scan.findings()), MOST_IDLE_ROUNDS, problems);
                }
            }
            return result();
        }

        private boolean applyFixes(int round) {
            boolean changed = false;
            for (FileScan scan : now.result().files()) {
                var candidates = candidates(scan.findings());
                if (!candidates.isEmpty()) {
                    changed |= fixing(scan.name())
                            .apply(candidates, round, name -> start.isMentionedElsewhere(scan.name(), name), problems);
                }
            }
            return changed;
        }

        private int countFixable() {
            return now.result().files().stream()
                    .mapToInt(scan -> candidates(scan.findings()).size())
                    .sum();
        }

        private FixingFile fixing(String name) {
            return files.computeIfAbsent(
                    name,
                    key -> new FixingFile(now.parsed(name), now.model(name).scopes()));
        }

        private boolean removeImports(int round) {
            boolean changed = false;
            for (var file : files.values()) {
                changed |= file.removeUnusedImports(round, name -> start.isMentionedElsewhere(file.name(), name));
            }
            return changed;
        }

        private void checkAgain() {
            var changed = new HashMap<String, ParsedFile>();
            files.forEach((name, file) -> changed.put(name, file.parsed()));
            now = now.with(changed, new FollowedTypes(runner.observed(), files), progress);
            files.forEach((name, file) -> file.update(now.model(name).scopes()));
        }

        private FixResult result() {
            var remaining = new HashMap<String, List<Finding>>();
            now.result().files().forEach(scan -> remaining.put(scan.name(), scan.findings()));
            var fixed = new ArrayList<FileFix>();
            for (var file : files.values()) {
                var fix = file.result(remaining.getOrDefault(file.name(), List.of()));
                if (fix.isChanged()) {
                    fixed.add(fix);
                }
            }
            return new FixResult(fixed, before, now.result(), problems);
        }
    }

    /** Of each finding the first fix that may be applied; findings of one rule that share it count once. */
    private List<Candidate> candidates(List<Finding> findings) {
        var candidates = new LinkedHashMap<Proposal, Candidate>();
        for (var finding : findings) {
            finding.fixes().stream()
                    .filter(fix -> accepts(finding, fix))
                    .findFirst()
                    .ifPresent(fix ->
                            candidates.putIfAbsent(new Proposal(finding.rule(), fix), new Candidate(finding, fix)));
        }
        return List.copyOf(candidates.values());
    }

    private record Proposal(String rule, Fix fix) {}

    private boolean accepts(Finding finding, Fix fix) {
        return fix.applicability() != Applicability.DISPLAY_ONLY && filter.accepts(finding, fix);
    }
}
