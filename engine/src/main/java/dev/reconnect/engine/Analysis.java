package dev.reconnect.engine;

import dev.reconnect.core.Fix;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.types.FileModel;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A workspace at one moment: its files parsed, their names and types, and what the rules found. */
public final class Analysis {
    private final RuleRunner runner;
    private final Map<String, LoadedFile> files;
    private final ModuleUsers users;
    private final Project project;
    private final List<Problem> searchProblems;
    private final ScanResult result;

    private Analysis(
            RuleRunner runner,
            Map<String, LoadedFile> files,
            Project project,
            List<Problem> searchProblems,
            ScanResult result) {
        this.runner = runner;
        this.files = files;
        this.users = new ModuleUsers(List.copyOf(files.values()), files.values());
        this.project = project;
        this.searchProblems = searchProblems;
        this.result = result;
    }

    static Analysis of(RuleRunner runner, List<LoadedFile> files, List<Problem> searchProblems, Progress progress) {
        var byName = new LinkedHashMap<String, LoadedFile>();
        files.forEach(file -> byName.put(file.name(), file));
        var run = runner.runOver(files, progress);
        var result = runner.result(searchProblems, run.run(Optional.empty()), files);
        return new Analysis(runner, byName, run.project(), searchProblems, result);
    }

    /** What was found. */
    public ScanResult result() {
        return result;
    }

    /** The trees of a file. */
    public ParsedFile parsed(String name) {
        return file(name).parsed();
    }

    /** The names and types of a file. */
    public FileModel model(String name) {
        file(name);
        return project.model(name);
    }

    /** The names of all files that could be read. */
    public List<String> names() {
        return files.values().stream()
                .filter(LoadedFile::isReadable)
                .map(LoadedFile::name)
                .toList();
    }

    /** The text of a file, read again where it was let go. */
    public String text(String name) {
        return file(name).text();
    }

    /** Whether another file that imports the module of this one mentions the name. */
    public boolean isMentionedElsewhere(String file, String name) {
        return users.mention(file, name);
    }

    /** The names of the file's module that have all their definitions where the fix puts something without them. */
    public static Stream<String> namesTakenBy(Fix fix, Scopes scopes) {
        return ModuleUsers.namesTakenBy(fix, scopes);
    }

    /** The same workspace with some files changed, and what runs have shown of the files as they are now. */
    public Analysis with(Map<String, ParsedFile> changed, ObservedTypes observed, Progress progress) {
        var next = new ArrayList<LoadedFile>(files.size());
        for (var file : files.values()) {
            var parsed = Optional.ofNullable(changed.get(file.name()));
            next.add(parsed.map(LoadedFile::of).orElse(file));
        }
        return of(runner.with(observed), next, searchProblems, progress);
    }

    private LoadedFile file(String name) {
        var file = files.get(name);
        if (file == null || !file.isReadable()) {
            throw new IllegalArgumentException("not a readable file of the workspace: " + name);
        }
        return file;
    }
}
