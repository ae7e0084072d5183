package dev.reconnect.engine;

import dev.reconnect.core.Edit;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Problem.Kind;
import dev.reconnect.python.imports.FileImports;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.types.FileModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs rules over one file: the specific ones in one walk, then the general ones; comments that silence findings are heeded. */
final class FileCheck {
    private final RuleSet all;
    private final RuleSet selected;
    private final SparkRelease target;
    private final Dispatcher specific;
    private final Dispatcher general;

    FileCheck(RuleSet all, RuleSet selected, SparkRelease target) {
        this.all = all;
        this.selected = selected;
        this.target = target;
        this.specific = Dispatcher.of(selected.rules(), PythonRule.Phase.SPECIFIC);
        this.general = Dispatcher.of(selected.rules(), PythonRule.Phase.GENERAL);
    }

    /** What the rules say about a file, before any baseline. */
    record Result(List<Finding> findings, int suppressed, CallSites callSites, List<Problem> problems) {
        Result {
            findings = List.copyOf(findings);
            problems = List.copyOf(problems);
        }
    }

    Result check(ParsedFile file, FileModel model) {
        var run = new Run(file, model);
        for (int part = 0; part < file.trees().size(); part++) {
            run.check(part);
        }
        return run.result();
    }

    /** One file's run. */
    private final class Run implements Dispatcher.Failures {
        private final ParsedFile file;
        private final FileModel model;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<PythonRule> failed = new HashSet<>();
        private final List<Suppressions> suppressions = new ArrayList<>();
        private CallSites callSites = CallSites.NONE;
        private int found;

        Run(ParsedFile file, FileModel model) {
            this.file = file;
            this.model = model;
        }

        void check(int part) {
            var tree = file.trees().get(part);
            int offset = file.offsetOf(part);
            for (var problem : tree.problems()) {
                problems.add(Problem.at(Kind.SYNTAX, name(), shifted(problem.range(), offset), problem.message()));
            }
            var sites = new SiteCounter(model);
            var reported = run(tree, part, sites);
            callSites = callSites.plus(sites.count(reported));
            found += reported.size();
            var silencing = Suppressions.of(name(), tree, all, suppressions);
            suppressions.add(silencing);
            for (var finding : silencing.silence(reported)) {
                findings.add(shifted(finding, offset));
            }
        }

        Result result() {
            int suppressed = found - findings.size();
            for (int part = 0; part < suppressions.size(); part++) {
                for (var complaint : suppressions.get(part).complaints(selected)) {
                    findings.add(shifted(complaint, file.offsetOf(part)));
                }
            }
            findings.sort((a, b) -> a.range().compareTo(b.range()));
            return new Result(findings, suppressed, callSites, problems);
        }

        private List<Finding> run(SyntaxTree tree, int part, SiteCounter sites) {
            var imports = FileImports.ofCell(file.trees(), part, model.scopes());
            var context = new RuleContext(name(), tree, model, target, imports);
            tree.module().walk(node -> {
                specific.dispatch(node, context, this);
                countSite(sites, node);
            });
            if (!general.isEmpty()) {
                tree.module().walk(node -> general.dispatch(node, context, this));
            }
            return context.findings();
        }

        private void countSite(SiteCounter sites, Node node) {
            try {
                sites.visit(node);
            } catch (Exception | StackOverflowError e) {
                problems.add(Problem.at(Kind.INTERNAL, name(), node.range(), "could not be counted: " + describe(e)));
            }
        }

        @Override
        public void add(PythonRule rule, Throwable failure) {
            if (failed.add(rule)) {
                problems.add(Problem.of(
                        Kind.INTERNAL, name(), "made the rule `" + rule.name() + "` fail: " + describe(failure)));
            }
        }

        @Override
        public boolean hasFailed(PythonRule rule) {
            return !failed.isEmpty() && failed.contains(rule);
        }

        private String name() {
            return file.source().name();
        }
    }

    /** The exception and the place of ours that it came from. */
    static String describe(Throwable failure) {
        var message = failure.getMessage();
        var place = failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0];
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message) + place;
    }

    private static TextRange shifted(TextRange range, int offset) {
        return offset == 0 ? range : new TextRange(range.start() + offset, range.end() + offset);
    }

    private static Finding shifted(Finding finding, int offset) {
        if (offset == 0) {
            return finding;
        }
        var fixes = finding.fixes().stream()
                .map(fix -> new Fix(
                        fix.title(),
                        fix.applicability(),
                        fix.edits().stream()
                                .map(edit -> new Edit(shifted(edit.range(), offset), edit.replacement()))
                                .toList(),
                        fix.imports()))
                .toList();
        return new Finding(
                finding.rule(),
                finding.file(),
                shifted(finding.range(), offset),
                finding.severity(),
                finding.confidence(),
                finding.message(),
                finding.symbol(),
                fixes);
    }

    /** Whether a finding says that code fails on the target. */
    static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }
}
