package dev.reconnect.python.rule;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.imports.Imports;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.types.FileModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule knows while it looks at one file, and where it reports; lives for one file and one thread. */
public final class RuleContext {
    private final String file;
    private final SyntaxTree tree;
    private final FileModel model;
    private final SparkRelease target;
    private final Imports imports;
    private final List<Report> reports = new ArrayList<>();
    private final Set<Node> claimed = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable PythonRule rule;

    public RuleContext(String file, SyntaxTree tree, FileModel model, SparkRelease target, Imports imports) {
        this.file = file;
        this.tree = tree;
        this.model = model;
        this.target = target;
        this.imports = imports;
    }

    /** The runner says which rule looks next. */
    public void enter(PythonRule next) {
        this.rule = next;
    }

    public SyntaxTree tree() {
        return tree;
    }

    public String textOf(Node node) {
        return node.range().substring(tree.text());
    }

    /** Names and types of this file. */
    public FileModel model() {
        return model;
    }

    /** The release whose Spark Connect the code is meant for. */
    public SparkRelease target() {
        return target;
    }

    /** How a fix's new text may refer to what it needs imported. */
    public Imports imports() {
        return imports;
    }

    /** Reports at a node and claims it, so that no general rule speaks of it too. */
    public Report report(Node node, String message) {
        claimed.add(node);
        return report(node.range(), message);
    }

    public Report report(TextRange range, String message) {
        if (rule == null) {
            throw new IllegalStateException("no rule has been entered");
        }
        var report = new Report(rule, range, message);
        reports.add(report);
        return report;
    }

    /** Says that a specific rule knows these nodes and finds nothing wrong with them: general rules leave them alone. */
    public void claim(Node... nodes) {
        Collections.addAll(claimed, nodes);
    }

    /** Whether a specific rule has spoken of this node already. */
    public boolean isClaimed(Node node) {
        return claimed.contains(node);
    }

    /** What has been reported, in the order of position; equal positions keep the order of the reports. */
    public List<Finding> findings() {
        return reports.stream()
                .map(report -> report.finding(file))
                .sorted((a, b) -> a.range().compareTo(b.range()))
                .toList();
    }

    /** A finding in the making. */
    public final class Report {
        private final PythonRule by;
        private final TextRange range;
        private final String message;
        private final List<Fix> fixes = new ArrayList<>();
        private @Nullable Severity severity;
        private @Nullable String symbol;
        private Confidence confidence = Confidence.CERTAIN;

        private Report(PythonRule by, TextRange range, String message) {
            this.by = by;
            this.range = range;
            this.message = message;
        }

        /** The Spark symbol this is about, such as {@code pyspark.RDD.map}. */
        public Report symbol(String name) {
            this.symbol = name;
            return this;
        }

        public Report confidence(Confidence value) {
            this.confidence = value;
            return this;
        }

        /** Another severity than the page's. */
        public Report severity(Severity value) {
            this.severity = value;
            return this;
        }

        /** More nodes that this finding speaks of: general rules leave them alone. */
        public Report covering(Node... nodes) {
            Collections.addAll(claimed, nodes);
            return this;
        }

        /** Offers a fix; on a finding that is less than certain a safe fix is offered as an unsafe one. */
        public Report fix(Fix fix) {
            fixes.add(fix);
            return this;
        }

        private Finding finding(String inFile) {
            return new Finding(
                    by.name(),
                    inFile,
                    range,
                    severity != null ? severity : by.page().severity(),
                    confidence,
                    message,
                    Optional.ofNullable(symbol),
                    fixes.stream().map(this::asSureAsFinding).toList());
        }

        private Fix asSureAsFinding(Fix fix) {
            boolean lower = confidence != Confidence.CERTAIN && fix.applicability() == Applicability.SAFE;
            return lower ? new Fix(fix.title(), Applicability.UNSAFE, fix.edits(), fix.imports()) : fix;
        }
    }
}
