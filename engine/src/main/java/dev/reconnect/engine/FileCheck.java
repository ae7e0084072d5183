package dev.reconnect.engine;

import dev.reconnect.core.Finding;
import dev.reconnect.core.Severity;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Problem.Kind;
import dev.reconnect.python.imports.FileImports;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.types.FileModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * What the rules say about a file, before any baseline.
     *
     * @param receivers files that do not name Spark but are given something of it by calls in this one
     */
    record Result(
            List<Finding> findings,
            int suppressed,
            CallSites callSites,
            List<Problem> problems,
            List<String> receivers) {
        Result {
            findings = List.copyOf(findings);
            problems = List.copyOf(problems);
            receivers = List.copyOf(receivers);
        }

        boolean hasFailed() {
            return problems.stream().anyMatch(Problem::isInternal);
        }

        static Result failed(Problem problem) {
            return new Result(List.of(), 0, CallSites.NONE, List.of(problem), List.of());
        }
    }

    Result check(ParsedFile file, FileModel model) {
        return new Run(file, model).check();
    }

    /** One file's run. */
    private final class Run implements Dispatcher.Failures {
        private final ParsedFile file;
        private final FileModel model;
        private final List<Problem> problems = new ArrayList<>();
        private final Set<PythonRule> failed = new HashSet<>();
        private final Set<String> receivers = new TreeSet<>();

        Run(ParsedFile file, FileModel model) {
            this.file = file;
            this.model = model;
        }

        Result check() {
            for (var problem : file.tree().problems()) {
                var message = placeOf(problem.range().start()) + ": " + problem.message();
                problems.add(Problem.at(Kind.SYNTAX, name(), problem.range(), message));
            }
            var sites = new SiteCounter(model);
            var reported = run(sites);
            var suppressions = Suppressions.of(name(), file.tree(), all);
            var findings = new ArrayList<>(suppressions.silence(reported));
            int suppressed = reported.size() - findings.size();
            findings.addAll(suppressions.complaints(selected));
            findings.sort((a, b) -> a.range().compareTo(b.range()));
            return new Result(findings, suppressed, sites.count(reported), problems, List.copyOf(receivers));
        }

        /** For people: the line, in a notebook that of the cell. */
        private String placeOf(int offset) {
            var lines = file.tree().lines();
            var cell = file.source().notebook().flatMap(notebook -> notebook.findCell(offset));
            return cell.map(found -> "cell " + found.number() + ", line "
                            + (lines.line(offset) - lines.line(found.range().start()) + 1))
                    .orElseGet(() -> "line " + lines.line(offset));
        }

        private List<Finding> run(SiteCounter sites) {
            var tree = file.tree();
            var imports = FileImports.of(tree, model.scopes());
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
                if (node instanceof Call call) {
                    model.receiverOf(call).ifPresent(receivers::add);
                }
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
        public boolean hasAny() {
            return !failed.isEmpty();
        }

        @Override
        public boolean hasFailed(PythonRule rule) {
            return failed.contains(rule);
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

    /** Whether a finding says that code fails on the target. */
    static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }
}
