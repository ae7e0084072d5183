package dev.reconnect.cli.trace;

import dev.reconnect.cli.trace.Trace.Operation;
import dev.reconnect.cli.trace.Trace.Site;
import dev.reconnect.cli.trace.Trace.TracedFile;
import dev.reconnect.core.facts.Facts;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.FileScan;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.types.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trace says, for people: what was served, where time went, what static analysis has missed, what was never come to.
 *
 * @param served operations that Spark Connect itself lacks, in the order of the files
 * @param slowest operations by time, the longest first
 * @param unreported places that Spark Connect lacks and that the rules do not report; empty where there are no sources
 * @param changed traced files of which the sources are not at hand, or have changed
 */
public record TraceSummary(
        Trace trace,
        SparkRelease target,
        List<Operation> served,
        List<Operation> slowest,
        List<Unreported> unreported,
        List<TracedFile> changed,
        int checkedFiles) {
    private static final int MOST_SLOWEST = 10;
    private static final double WORTH_SECONDS = 0.001;

    /** A call that a run has shown not to exist on Spark Connect, and that no finding is about. */
    public record Unreported(String symbol, Site site) {}

    /** @param analysis what the rules say of the traced files that are at hand */
    public static TraceSummary of(
            Trace trace, TracedSources sources, Optional<Analysis> analysis, SparkRelease target) {
        var order = Comparator.comparing(
                        (Operation operation) -> operation.site().file().path())
                .thenComparing(operation -> operation.site().line())
                .thenComparing(operation ->
                        operation.site().span().map(SourceSpan::endLine).orElse(0))
                .thenComparing(operation ->
                        operation.site().span().map(SourceSpan::endColumn).orElse(0));
        var served = trace.operations().stream()
                .filter(operation -> isMissing(operation.symbol(), target))
                .sorted(order)
                .toList();
        var slowest = trace.operations().stream()
                .filter(operation -> operation.seconds() >= WORTH_SECONDS)
                .sorted(Comparator.comparing((Operation operation) -> -operation.seconds())
                        .thenComparing(order))
                .limit(MOST_SLOWEST)
                .toList();
        var changed = trace.files().stream()
                .filter(file -> !file.path().isEmpty() && sources.nameOf(file).isEmpty())
                .toList();
        return new TraceSummary(
                trace,
                target,
                served,
                slowest,
                analysis.map(known -> unreported(trace, served, sources, known)).orElse(List.of()),
                changed,
                sources.found().size());
    }

    private static boolean isMissing(String symbol, SparkRelease target) {
        return Facts.ofSpark()
                .find(symbol)
                .map(fact -> fact.isUnsupported(target))
                .orElse(false);
    }

    private static List<Unreported> unreported(
            Trace trace, List<Operation> served, TracedSources sources, Analysis analysis) {
        var scans = new HashMap<String, FileScan>();
        analysis.result().files().forEach(file -> scans.put(file.name(), file));
        var found = new LinkedHashMap<Site, Unreported>();
        for (var operation : served) {
            if (!isReported(operation.site(), sources, analysis, scans)) {
                found.putIfAbsent(operation.site(), new Unreported(operation.symbol(), operation.site()));
            }
        }
        for (var use : trace.jvmUses()) {
            if (!isReported(use.site(), sources, analysis, scans)) {
                found.putIfAbsent(use.site(), new Unreported(use.path(), use.site()));
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether a finding is about the member that is used there; files that are not at hand are not held against anybody. */
    private static boolean isReported(
            Site site, TracedSources sources, Analysis analysis, Map<String, FileScan> scans) {
        var name = sources.nameOf(site.file());
        if (name.isEmpty()) {
            return true;
        }
        var scan = scans.get(name.get());
        if (scan == null) {
            return false;
        }
        var tree = analysis.parsed(name.get()).tree();
        var lines = tree.lines();
        var node = site.span().flatMap(span -> nodeAt(tree, span)).orElse(null);
        if (node == null) {
            return scan.findings().stream()
                    .anyMatch(finding -> lines.line(finding.range().start()) <= site.line()
                            && site.line() <= lines.line(finding.range().end()));
        }
        int from = ownStart(node);
        return scan.findings().stream()
                .anyMatch(finding -> finding.range().start() < node.end()
                        && from < finding.range().end());
    }

    /** Where that begins which the call does not share with the chain that it ends. */
    private static int ownStart(Node node) {
        if (node instanceof Call call && call.function() instanceof Attribute member) {
            return member.value().end();
        }
        return node instanceof Attribute member ? member.value().end() : node.start();
    }

    private static Optional<Node> nodeAt(SyntaxTree tree, SourceSpan span) {
        var lines = tree.lines();
        if (span.line() > lines.lineCount() || span.endLine() > lines.lineCount()) {
            return Optional.empty();
        }
        var found = new ArrayList<Node>();
        int start = offset(tree, span.line(), span.column());
        int end = offset(tree, span.endLine(), span.endColumn());
        tree.module().walk(node -> {
            if (node.start() == start && node.end() == end) {
                found.add(node);
            }
        });
        return found.stream().filter(node -> !(node instanceof Statement)).findFirst();
    }

    private static int offset(SyntaxTree tree, int line, int utf8Column) {
        int offset = tree.lines().lineStart(line);
        int end = tree.lines().lineEnd(line);
        while (offset < end && tree.lines().utf8Column(offset) < utf8Column) {
            offset++;
        }
        return offset;
    }

    /** Whether a run on the runtime is part of the trace; else everything ran on classic Spark. */
    public boolean ranOnRuntime() {
        return trace.runs().stream().anyMatch(run -> !run.isClassic());
    }

    public double seconds() {
        return trace.runs().stream()
                .mapToDouble(run -> run.seconds().orElse(0.0))
                .sum();
    }

    public double sparkSeconds() {
        return trace.operations().stream().mapToDouble(Operation::seconds).sum();
    }
}
