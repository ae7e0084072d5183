package dev.reconnect.engine;

import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.FetchedFile;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Runs the selected rules over the files of a workspace, several at a time; what comes out depends on the files and the settings alone.
 * Files that do not mention Spark are read, but no rule looks at them.
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

    /** The same, with what runs of the programs have shown; nothing is kept from scan to scan. */
    public RuleRunner with(ObservedTypes evidence) {
        return new RuleRunner(baseline, check, ScanCache.none(), evidence);
    }

    public ScanResult scan(Workspace workspace) {
        return scan(workspace, Progress.NONE);
    }

    public ScanResult scan(Workspace workspace, Progress progress) {
        var files = fetch(workspace, progress);
        var entry = cache.entryFor(workspace, files);
        var kept = entry.read();
        if (kept.isPresent()) {
            return result(workspace.problems(), kept.get(), files.size(), place -> decoded(files.get(place)));
        }
        var loaded = load(files);
        var checked = check(loaded, projectOf(loaded), progress);
        entry.write(checked);
        return result(workspace.problems(), checked, loaded.size(), place -> loaded.get(place)
                .parsed()
                .source());
    }

    /** As {@link #scan}, with the trees and types that the findings come from. */
    public Analysis analyse(Workspace workspace, Progress progress) {
        return Analysis.of(this, load(fetch(workspace, progress)), workspace.problems(), progress);
    }

    private static List<FetchedFile> fetch(Workspace workspace, Progress progress) {
        var files = workspace.files();
        progress.begin("Reading", files.size());
        return Workers.inOrder(files.size(), i -> {
            var fetched = files.get(i).fetch();
            progress.step();
            return fetched;
        });
    }

    private static List<LoadedFile> load(List<FetchedFile> files) {
        return Workers.inOrder(files.size(), i -> LoadedFile.load(files.get(i)));
    }

    Project projectOf(List<LoadedFile> files) {
        var readable = files.stream()
                .filter(LoadedFile::isReadable)
                .map(LoadedFile::projectFile)
                .toList();
        return Project.of(readable, observed);
    }

    private static SourceFile decoded(FetchedFile file) {
        return file.decode().file().orElseThrow();
    }

    ScanResult check(List<LoadedFile> files, Project project, List<Problem> search, Progress progress) {
        var checked = check(files, project, progress);
        return result(search, checked, files.size(), place -> files.get(place)
                .parsed()
                .source());
    }

    private CheckedFiles check(List<LoadedFile> files, Project project, Progress progress) {
        var problems = new ArrayList<Problem>();
        var relevant = new ArrayList<Integer>();
        for (int i = 0; i < files.size(); i++) {
            files.get(i).problem().ifPresent(problems::add);
            if (files.get(i).isRelevant()) {
                relevant.add(i);
            }
        }
        progress.begin("Checking", relevant.size());
        var results = Workers.inOrder(relevant.size(), i -> {
            var result = check(files.get(relevant.get(i)), project);
            progress.step();
            return new CheckedFiles.Entry(relevant.get(i), result);
        });
        results.forEach(entry -> problems.addAll(entry.result().problems()));
        return new CheckedFiles(problems, results);
    }

    private FileCheck.Result check(LoadedFile file, Project project) {
        var model = project.model(file.name());
        try {
            return check.check(file.parsed(), model);
        } catch (Exception | StackOverflowError e) {
            var problem =
                    Problem.of(Problem.Kind.INTERNAL, file.name(), "could not be checked: " + FileCheck.describe(e));
            return new FileCheck.Result(List.of(), 0, CallSites.NONE, List.of(problem));
        } finally {
            model.forget();
        }
    }

    private ScanResult result(
            List<Problem> search, CheckedFiles checked, int filesSeen, IntFunction<SourceFile> sources) {
        var scans = new ArrayList<FileScan>();
        for (var entry : checked.results()) {
            if (!entry.isEmpty()) {
                scans.add(scan(sources.apply(entry.file()), entry.result()));
            }
        }
        return new ScanResult(scans, checked.problemsAfter(search), filesSeen);
    }

    private FileScan scan(SourceFile source, FileCheck.Result result) {
        var fresh = baseline.filter(source, result.findings());
        int accepted = result.findings().size() - fresh.size();
        return new FileScan(source, fresh, result.suppressed(), accepted, result.callSites());
    }
}
