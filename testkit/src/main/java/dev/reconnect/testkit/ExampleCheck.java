package dev.reconnect.testkit;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Rule;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.testkit.Block.Role;
import dev.reconnect.testkit.Markers.Expected;
import dev.reconnect.testkit.Page.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the engine over one example of a page and compares what the page says, and what must hold for any example. */
final class ExampleCheck {
    private final Page page;
    private final Example example;
    private final Program program;
    private final List<Expected> expected = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    ExampleCheck(Page page, Example example, Rule rule, RuleSet rules) {
        this.page = page;
        this.example = example;
        var files = new LinkedHashMap<String, String>();
        for (var block : example.files()) {
            var markers = Markers.of(block);
            files.put(block.path(), markers.program());
            expected.addAll(markers.expected());
        }
        var target = example.files().stream()
                .flatMap(block -> block.option("target").stream())
                .findFirst()
                .map(name -> SparkRelease.find(name).orElseThrow())
                .orElse(SparkRelease.DEFAULT);
        var selected = example.has("all") ? List.<String>of() : List.of(rule.name());
        this.program = Program.of(files, rules, selected, target);
    }

    /** What does not hold; empty if all is well. */
    List<String> complaints() {
        checkSource();
        var findings = program.findings();
        checkFindings(findings);
        checkFixesAgree(findings);
        checkFixed(FixFilter.SAFE, example.after(), "after");
        checkFixed(FixFilter.UNSAFE, example.afterUnsafe(), "after unsafe");
        checkVariants(findings);
        if (complaints.isEmpty()) {
            checkCuts();
        }
        return List.copyOf(complaints);
    }

    Program program() {
        return program;
    }

    private void checkSource() {
        program.files().forEach((path, text) -> {
            var tree = Parser.parse(text);
            if (!tree.print().equals(text)) {
                complain(path, 1, "the parser does not give this code back as it was");
            }
            for (var problem : tree.problems()) {
                complain(path, tree.lines().line(problem.range().start()), "not Python: " + problem.message());
            }
        });
        if (example.role() == Role.BEFORE && expected.isEmpty()) {
            complain(
                    example.files().get(0).path(), 1, "no line is marked with a finding, such as `# error: rule-name`");
        }
        if (example.role() == Role.OK && !expected.isEmpty()) {
            complain(expected.get(0).path(), expected.get(0).line(), "a `py ok` block has no markers");
        }
        var failures = Program.failures(program.scan().problems());
        failures.forEach(failure -> complaints.add(where(example.files().get(0).path(), 1) + failure));
    }

    private void checkFindings(List<Finding> findings) {
        var missing = new ArrayList<>(expected);
        for (var finding : findings) {
            var actual = asExpected(finding);
            if (!missing.remove(actual)) {
                complain(actual.path(), actual.line(), "found, not marked: # " + actual + "    " + finding.message());
            }
        }
        for (var marker : missing) {
            complain(marker.path(), marker.line(), "marked, not found: # " + marker);
        }
        for (var finding : findings) {
            if (finding.message().endsWith(".")) {
                complain(finding.file(), lineOf(finding), "the message ends with a full stop: " + finding.message());
            }
        }
    }

    private Expected asExpected(Finding finding) {
        return new Expected(
                finding.file(),
                lineOf(finding),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.rule(),
                finding.confidence().name().toLowerCase(Locale.ROOT));
    }

    private int lineOf(Finding finding) {
        return LineIndex.of(program.files().getOrDefault(finding.file(), ""))
                .line(finding.range().start());
    }

    /** The page's {@code fix:} and {@code ## Fix safety} agree with the fixes on offer. */
    private void checkFixesAgree(List<Finding> findings) {
        var metadata = page.rulePage().metadata();
        var fix = metadata.getOrDefault("fix", "");
        for (var finding : findings) {
            if (!finding.rule().equals(metadata.get("name"))) {
                continue;
            }
            int line = lineOf(finding);
            boolean fixable = finding.fixes().stream().anyMatch(ExampleCheck::isApplicable);
            if (fix.equals("always") && !fixable) {
                complain(finding.file(), line, "the page says `fix: always`, and there is no fix here");
            }
            if (fix.equals("never") && fixable) {
                complain(finding.file(), line, "the page says `fix: never`, and there is a fix here");
            }
            boolean unsafe = finding.confidence() == Confidence.CERTAIN
                    && finding.fixes().stream().anyMatch(one -> one.applicability() == Applicability.UNSAFE);
            if (unsafe && page.rulePage().section("Fix safety").isEmpty()) {
                complain(finding.file(), line, "a fix is unsafe, and the page has no `## Fix safety`");
            }
            for (var one : finding.fixes()) {
                if (one.title().endsWith(".")) {
                    complain(finding.file(), line, "the title of a fix ends with a full stop: " + one.title());
                }
            }
        }
    }

    private static boolean isApplicable(Fix fix) {
        return fix.applicability() != Applicability.DISPLAY_ONLY;
    }

    private void checkFixed(FixFilter filter, List<Block> blocks, String role) {
        var result = program.fix(filter);
        var fixed = program.fixed(result);
        var first = example.files().get(0).path();
        Program.failures(result.problems()).forEach(failure -> complaints.add(where(first, 1) + role + ": " + failure));
        if (!blocks.isEmpty() || filter == FixFilter.SAFE) {
            compare(blocks, fixed, role);
        }
        var again = program.with(fixed).fix(filter);
        if (!again.files().isEmpty()) {
            complain(first, 1, role + ": a second run changes the code again:\n" + again.diff());
        }
        checkCured(result, filter, role);
        fixed.forEach((path, text) -> checkResult(path, text, filter, role));
    }

    private void compare(List<Block> blocks, Map<String, String> fixed, String role) {
        var stated = new LinkedHashMap<>(program.files());
        for (var block : blocks) {
            stated.put(block.path(), Markers.of(block).program());
        }
        fixed.forEach((path, actual) -> {
            var wanted = stated.getOrDefault(path, "");
            if (!wanted.equals(actual)) {
                var what = blocks.isEmpty() ? "fixes change this code, and there is no `py " + role + "` block" : role;
                complain(
                        path, 1, what + ": expected code, then the code that came out:\n" + wanted + "----\n" + actual);
            }
        });
    }

    /** No finding keeps a fix that could have been applied. */
    private void checkCured(FixResult result, FixFilter filter, String role) {
        for (var finding : result.after().findings()) {
            boolean left = finding.fixes().stream().anyMatch(fix -> isApplicable(fix) && filter.accepts(finding, fix));
            if (left) {
                complain(finding.file(), 1, role + ": still found after its fix: " + finding.message());
            }
        }
        int cured =
                result.before().findings().size() - result.after().findings().size();
        if (result.applied().isEmpty() && cured != 0) {
            complain(example.files().get(0).path(), 1, role + ": findings come and go without a fix");
        }
        if (!result.applied().isEmpty() && cured <= 0) {
            complain(example.files().get(0).path(), 1, role + ": fixes leave as many findings as there were");
        }
    }

    private void checkResult(String path, String text, FixFilter filter, String role) {
        var tree = Parser.parse(text);
        for (var problem : tree.problems()) {
            complain(path, 1, role + ": the fixed code does not parse: " + problem.message() + "\n" + text);
        }
        if (filter == FixFilter.SAFE) {
            var left = Comments.of(text);
            for (var comment : Comments.of(program.files().getOrDefault(path, ""))) {
                if (!left.remove(comment)) {
                    complain(path, 1, "a safe fix loses the comment `" + comment + "`");
                }
            }
        }
    }

    private void checkVariants(List<Finding> findings) {
        var plain = program.fixed(program.fix(FixFilter.UNSAFE));
        for (var variant : Variant.values()) {
            var other = program.mapped(variant::apply);
            if (other.findings().size() != findings.size()) {
                complain(example.files().get(0).path(), 1, "other findings " + variant.description());
            }
            var fixed = other.fixed(other.fix(FixFilter.UNSAFE));
            if (!fixed.equals(Program.mapped(plain, variant::apply))) {
                complain(
                        example.files().get(0).path(),
                        1,
                        "fixed otherwise " + variant.description() + ":\n"
                                + String.join("----\n", fixed.values())
                                        .replace("\r", "\\r")
                                        .replace("\t", "\\t"));
            }
        }
        var marked = program.withByteOrderMark();
        if (!marked.fixed(marked.fix(FixFilter.UNSAFE)).equals(plain)) {
            complain(example.files().get(0).path(), 1, "fixed otherwise behind a byte order mark");
        }
    }

    /** A program cut off at any token makes no rule fail. */
    private void checkCuts() {
        program.files().forEach((path, text) -> {
            for (int cut : Comments.cuts(text)) {
                var files = new LinkedHashMap<>(program.files());
                files.put(path, text.substring(0, cut));
                var failures = Program.failures(program.with(files).scan().problems());
                if (!failures.isEmpty()) {
                    complain(path, LineIndex.of(text).line(cut), "cut off here: " + failures.get(0));
                    return;
                }
            }
        });
    }

    private void complain(String path, int line, String message) {
        complaints.add(where(path, line) + message);
    }

    /** The line of the page that a line of one of the program's files is on. */
    private String where(String path, int line) {
        var block = example.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElse(example.files().get(0));
        return page.file() + ":" + (block.line() + line - 1) + ": ";
    }
}
