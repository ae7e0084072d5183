package dev.reconnect.engine;

import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.types.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the selected rules over the files of a workspace, several at a time; what comes out depends on the files and the settings alone.
 * Files that do not mention Spark are read, but no rule looks at them.
 */
public final class RuleRunner {
    private final Baseline baseline;
    private final FileCheck check;

    /** @param rules every rule there is; the settings select from them */
    public RuleRunner(RuleSet rules, Settings settings) {
        this(rules, settings, settings.baseline().map(Baseline::read).orElse(Baseline.EMPTY));
    }

    public RuleRunner(RuleSet rules, Settings settings, Baseline baseline) {
        this.baseline = baseline;
        this.check = new FileCheck(rules, rules.selected(settings), settings.target());
    }

    public ScanResult scan(Workspace workspace) {
        return scan(workspace, Progress.NONE);
    }

    public ScanResult scan(Workspace workspace, Progress progress) {
        return analyse(workspace, progress).result();
    }

    /** As {@link #scan}, with the trees and types that the findings come from. */
    public Analysis analyse(Workspace workspace, Progress progress) {
        return Analysis.of(this, load(workspace, progress), workspace.problems(), progress);
    }

    private static List<LoadedFile> load(Workspace workspace, Progress progress) {
        var files = workspace.files();
        progress.begin("Reading", files.size());
        return Workers.inOrder(files.size(), i -> {
            var loaded = LoadedFile.load(files.get(i));
            progress.step();
            return loaded;
        });
    }

    ScanResult check(List<LoadedFile> files, Project project, List<Problem> found, Progress progress) {
        var problems = new ArrayList<>(found);
        for (var file : files) {
            file.problem().ifPresent(problems::add);
        }
        var relevant = files.stream().filter(LoadedFile::isRelevant).toList();
        progress.begin("Checking", relevant.size());
        var results = Workers.inOrder(relevant.size(), i -> {
            var result = check(relevant.get(i), project);
            progress.step();
            return result;
        });
        var scans = new ArrayList<FileScan>();
        for (int i = 0; i < results.size(); i++) {
            problems.addAll(results.get(i).problems());
            scan(relevant.get(i), results.get(i)).ifPresent(scans::add);
        }
        return new ScanResult(scans, problems, files.size());
    }

    private FileCheck.Result check(LoadedFile file, Project project) {
        try {
            return check.check(file.parsed(), project.model(file.name()));
        } catch (Exception | StackOverflowError e) {
            var problem =
                    Problem.of(Problem.Kind.INTERNAL, file.name(), "could not be checked: " + FileCheck.describe(e));
            return new FileCheck.Result(List.of(), 0, CallSites.NONE, List.of(problem));
        }
    }

    private Optional<FileScan> scan(LoadedFile file, FileCheck.Result result) {
        if (result.findings().isEmpty()
                && result.suppressed() == 0
                && result.callSites().total() == 0) {
            return Optional.empty();
        }
        var source = file.parsed().source();
        var fresh = baseline.filter(source, result.findings());
        int accepted = result.findings().size() - fresh.size();
        return Optional.of(new FileScan(source, fresh, result.suppressed(), accepted, result.callSites()));
    }
}
