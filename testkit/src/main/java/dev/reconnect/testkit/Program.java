package dev.reconnect.testkit;

import dev.reconnect.core.Finding;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The files of one example in memory, and what the engine makes of them with some rules switched on. */
final class Program {
    private final Map<String, String> files;
    private final RuleRunner runner;
    private final boolean marked;

    private Program(Map<String, String> files, RuleRunner runner, boolean marked) {
        this.files = files;
        this.runner = runner;
        this.marked = marked;
    }

    static Program of(Map<String, String> files, RuleSet rules, List<String> selected, SparkRelease target) {
        var settings = Settings.defaults(Path.of("")).withSelect(selected).withTarget(target);
        return new Program(files, new RuleRunner(rules, settings), false);
    }

    Map<String, String> files() {
        return files;
    }

    /** The same program with each text changed. */
    Program mapped(UnaryOperator<String> change) {
        return with(mapped(files, change));
    }

    static Map<String, String> mapped(Map<String, String> files, UnaryOperator<String> change) {
        var mapped = new LinkedHashMap<String, String>();
        files.forEach((path, text) -> mapped.put(path, change.apply(text)));
        return mapped;
    }

    Program with(Map<String, String> texts) {
        return new Program(texts, runner, marked);
    }

    /** The same program in files that start with a byte order mark. */
    Program withByteOrderMark() {
        return new Program(files, runner, true);
    }

    ScanResult scan() {
        return runner.scan(workspace());
    }

    List<Finding> findings() {
        return scan().findings();
    }

    FixResult fix(FixFilter filter) {
        return new Fixer(runner, filter).fix(workspace(), Progress.NONE);
    }

    /** All files after the fixes, the unchanged ones among them. */
    Map<String, String> fixed(FixResult result) {
        var texts = new LinkedHashMap<>(files);
        for (FileFix file : result.files()) {
            texts.put(file.name(), file.diskText());
        }
        return texts;
    }

    /** Failures of rules or fixes. */
    static List<String> failures(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isInternal)
                .map(problem -> problem.file() + " " + problem.message())
                .toList();
    }

    private Workspace workspace() {
        return Workspace.of(files.entrySet().stream()
                .map(file -> source(file.getKey(), file.getValue()))
                .toList());
    }

    private SourceFile source(String path, String text) {
        var bytes = ((marked ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
        return SourceFile.ofBytes(path, bytes).file().orElseThrow();
    }
}
