package dev.reconnect.engine;

import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.types.ObservedTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Runs the selected rules over the files of a workspace, several at a time; what comes out depends on the files and the settings alone.
 * Files that have nothing to do with Spark are read, but no rule looks at them.
 */
public final class RuleRunner {
    private final Baseline baseline;
    private final FileCheck check;
    private final ScanCache cache;
    private final ObservedTypes observed;

    /** @param rules every rule there is; the settings select from them */
    public RuleRunner(RuleSet rules, Settings settings) {
        this(rules, settings, settings.baseline().map(Baseline::read).orElse(Baseline.EMPTY));
    }

    public RuleRunner(RuleSet rules, Settings settings, Baseline baseline) {
        this(rules, settings, baseline, ScanCache.of(settings, rules.selected(settings)));
    }

    RuleRunner(RuleSet rules, Settings settings, Baseline baseline, ScanCache cache) {
        this(baseline, new FileCheck(rules, rules.selected(settings), settings.target()), cache, ObservedTypes.NONE);
    }

    private RuleRunner(Baseline baseline, FileCheck check, ScanCache cache, ObservedTypes observed) {
        this.baseline = baseline;
        this.check = check;
        this.cache = cache;
        this.observed = observed;
    }

    /** The same, keeping results in a folder from scan to scan; {@code build} tells builds of the rules apart. */
    public static RuleRunner keeping(RuleSet rules, Settings settings, Path folder, String build) {
        var cache = ScanCache.in(folder, settings, rules.selected(settings), build);
        return new RuleRunner(rules, settings, Baseline.EMPTY, cache);
    }

    /** The same, with what runs of the programs have shown; nothing is kept from scan to scan. */
    public RuleRunner with(ObservedTypes evidence) {
        return new RuleRunner(baseline, check, ScanCache.none(), evidence);
    }

    /** What runs of the programs have shown. */
    public ObservedTypes observed() {
        return observed;
    }

    public ScanResult scan(Workspace workspace) {
        return scan(workspace, Progress.NONE);
    }

    public ScanResult scan(Workspace workspace, Progress progress) {
        var entry = cache.entryFor(workspace);
        var before = entry.read();
        var files = load(workspace, before, progress);
        var run = runOver(files, progress);
        var now = run.run(before);
        if (!run.isUnchanged()) {
            entry.write(now, files);
        }
        return result(workspace.problems(), now, files);
    }

    /** As {@link #scan}, with the trees and types that the findings come from. */
    public Analysis analyse(Workspace workspace, Progress progress) {
        return Analysis.of(this, load(workspace, Optional.empty(), progress), workspace.problems(), progress);
    }

    private static List<LoadedFile> load(Workspace workspace, Optional<Snapshot> before, Progress progress) {
        var known = new HashMap<String, FileState>();
        before.ifPresent(snapshot -> snapshot.files().forEach(file -> known.put(file.name(), file)));
        var files = workspace.files();
        progress.begin("Reading", files.size());
        return Workers.inOrder(files.size(), i -> {
            var file = files.get(i);
            var loaded = LoadedFile.load(file, Optional.ofNullable(known.get(file.name())));
            progress.step();
            return loaded;
        });
    }

    ScanRun runOver(List<LoadedFile> files, Progress progress) {
        return new ScanRun(check, observed, files, progress);
    }

    ScanResult result(List<Problem> search, Snapshot snapshot, List<LoadedFile> files) {
        var scans = new ArrayList<FileScan>();
        var users = new ModuleUsers(files, fixable(snapshot, files));
        for (int i = 0; i < files.size(); i++) {
            var checked = snapshot.parts().get(i).checked();
            if (checked.isPresent() && !checked.get().isEmpty()) {
                scans.add(scan(files.get(i), checked.get().result(), users));
            }
        }
        return new ScanResult(scans, snapshot.problemsAfter(search), files.size());
    }

    private static List<LoadedFile> fixable(Snapshot snapshot, List<LoadedFile> files) {
        var fixable = new ArrayList<LoadedFile>();
        for (int i = 0; i < files.size(); i++) {
            var checked = snapshot.parts().get(i).checked();
            if (checked.isPresent()
                    && checked.get().result().findings().stream()
                            .anyMatch(finding -> !finding.fixes().isEmpty())) {
                fixable.add(files.get(i));
            }
        }
        return fixable;
    }

    private FileScan scan(LoadedFile file, FileCheck.Result result, ModuleUsers users) {
        var source = file.source();
        var fresh = users.withheld(file, baseline.filter(source, result.findings()));
        int accepted = result.findings().size() - fresh.size();
        return new FileScan(source, fresh, result.suppressed(), accepted, result.callSites());
    }
}
