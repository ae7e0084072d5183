package dev.reconnect.python.rule;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.imports.Imports;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.types.FileModel;
import dev.reconnect.python.types.MemberReference;
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

    /** Reports at the {@linkplain #placeOf place of a node} and claims the node, so that no general rule speaks of it too. */
    public Report report(Node node, String message) {
        claimed.add(node);
        return report(placeOf(node), node.range(), message);
    }

    /** Where to point at: the node, or the name of its last member alone where the chain before that starts on another line. */
    public TextRange placeOf(Node node) {
        var link = node instanceof Call call ? call.function() : node;
        return link instanceof Attribute attribute
                        && lineOf(attribute) != tree.lines().line(node.start())
                ? attribute.nameRange()
                : node.range();
    }

    private int lineOf(Attribute attribute) {
        return tree.lines().line(attribute.nameRange().start());
    }

    public Report report(TextRange range, String message) {
        return report(range, range, message);
    }

    private Report report(TextRange place, TextRange whole, String message) {
        if (rule == null) {
            throw new IllegalStateException("no rule has been entered");
        }
        var report = new Report(rule, place, whole, message);
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

    /** What has been reported of code that Connect gets to, in the order of position; equal positions keep the order of the reports. */
    public List<Finding> findings() {
        if (reports.isEmpty()) {
            return List.of();
        }
        var classic = new ClassicOnly(tree, model);
        return reports.stream()
                .filter(report -> !classic.holds(tree.nodeAt(report.place.start())))
                .flatMap(report -> report.findings().stream())
                .sorted((a, b) -> a.range().compareTo(b.range()))
                .toList();
    }

    /** A finding in the making. */
    public final class Report {
        private final PythonRule by;
        private final TextRange place;
        private final TextRange whole;
        private final String message;
        private final List<Fix> fixes = new ArrayList<>();
        private final List<Attribute> elsewhere = new ArrayList<>();
        private @Nullable Severity severity;
        private @Nullable String symbol;
        private @Nullable String instead;
        private Confidence confidence = Confidence.CERTAIN;

        private Report(PythonRule by, TextRange place, TextRange whole, String message) {
            this.by = by;
            this.place = place;
            this.whole = whole;
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

        /** What works on Spark Connect in its place, as a phrase: for findings without a fix. */
        public Report instead(String value) {
            this.instead = value;
            return this;
        }

        /** Another severity than the page's. */
        public Report severity(Severity value) {
            this.severity = value;
            return this;
        }

        /**
         * More nodes that this finding speaks of: general rules leave them alone. Members of Spark inside the reported node that
         * stand on other lines get a finding each, with the same fixes, so that none of them looks as if it worked.
         */
        public Report covering(Node... nodes) {
            for (Node node : nodes) {
                claimed.add(node);
                if (node instanceof Attribute attribute && isOnNewLine(attribute)) {
                    elsewhere.add(attribute);
                }
            }
            return this;
        }

        private boolean isOnNewLine(Attribute attribute) {
            int line = lineOf(attribute);
            return whole.contains(attribute.range())
                    && line != tree.lines().line(place.start())
                    && elsewhere.stream().noneMatch(other -> lineOf(other) == line);
        }

        /** Offers a fix; on a finding that is less than certain a safe fix is offered as an unsafe one. */
        public Report fix(Fix fix) {
            fixes.add(new FieldText(tree).fit(fix));
            return this;
        }

        private List<Finding> findings() {
            var findings = new ArrayList<Finding>();
            findings.add(finding(place, symbol));
            for (var attribute : elsewhere) {
                model.memberOf(attribute)
                        .map(MemberReference::qualifiedName)
                        .filter(name -> name.startsWith("pyspark."))
                        .ifPresent(name -> findings.add(finding(attribute.nameRange(), name)));
            }
            return findings;
        }

        private Finding finding(TextRange at, @Nullable String about) {
            return new Finding(
                    by.name(),
                    file,
                    at,
                    severity != null ? severity : by.page().severity(),
                    confidence,
                    message,
                    Optional.ofNullable(instead),
                    Optional.ofNullable(about),
                    fixes.stream().map(this::asSureAsFinding).toList());
        }

        private Fix asSureAsFinding(Fix fix) {
            boolean lower = confidence != Confidence.CERTAIN && fix.applicability() == Applicability.SAFE;
            return lower ? new Fix(fix.title(), Applicability.UNSAFE, fix.edits(), fix.imports()) : fix;
        }
    }
}
