package dev.reconnect.engine;

import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The comments of one file that silence findings: {@code # reconnect: ignore} or {@code # reconnect: ignore[rule, ...]} for its line or
 * for a statement that begins or ends on that line, and {@code # reconnect: ignore-file[...]} above the first statement for the whole
 * file. A comment that means nothing, or silences nothing, is reported itself.
 */
final class Suppressions {
    static final String UNKNOWN = "unknown-suppression";
    static final String UNUSED = "unused-suppression";

    private static final String MARKER = "reconnect:";

    private final SyntaxTree tree;
    private final String file;
    private final List<Suppression> suppressions = new ArrayList<>();
    private final List<Finding> complaints = new ArrayList<>();

    private Suppressions(String file, SyntaxTree tree) {
        this.file = file;
        this.tree = tree;
    }

    static Suppressions of(String file, SyntaxTree tree, RuleSet known) {
        var suppressions = new Suppressions(file, tree);
        if (tree.text().contains(MARKER)) {
            suppressions.read(known);
        }
        return suppressions;
    }

    /** Those that no comment silences. */
    List<Finding> silence(List<Finding> findings) {
        if (suppressions.isEmpty()) {
            return findings;
        }
        var kept = new ArrayList<Finding>();
        for (var finding : findings) {
            if (!isSilenced(finding)) {
                kept.add(finding);
            }
        }
        return kept;
    }

    /** What is wrong with the comments, once all findings of the file have been shown to them. */
    List<Finding> complaints(RuleSet ran) {
        var all = new ArrayList<>(complaints);
        for (var suppression : suppressions) {
            suppression.unused(ran).ifPresent(what -> all.add(finding(UNUSED, Severity.INFO, suppression.range, what)));
        }
        return all;
    }

    private boolean isSilenced(Finding finding) {
        boolean silenced = false;
        for (var suppression : suppressions) {
            if ((suppression.wholeFile || covers(suppression.line, finding.range()))
                    && suppression.silences(finding.rule())) {
                silenced = true;
            }
        }
        return silenced;
    }

    private boolean covers(int line, TextRange range) {
        var lines = tree.lines();
        if (line == lines.line(range.start()) || line == lines.line(lastOf(range.start(), range.end()))) {
            return true;
        }
        var statement = statementAt(range.start());
        return statement.isPresent()
                && (line == lines.line(statement.get().start()) || line == lastLine(statement.get()));
    }

    private Optional<Statement> statementAt(int offset) {
        var node = tree.nodeAt(offset);
        return node instanceof Statement statement ? Optional.of(statement) : node.findAncestor(Statement.class);
    }

    /** The line on which a statement ends, or its header where it has a block. */
    private int lastLine(Statement statement) {
        int end = statement.end();
        for (Node child : statement.children()) {
            if (child instanceof Statement) {
                end = endOfCodeBefore(child.start());
                break;
            }
        }
        return tree.lines().line(lastOf(statement.start(), end));
    }

    private int endOfCodeBefore(int offset) {
        var tokens = tree.tokens();
        int i = tokens.indexAt(offset) - 1;
        while (i > 0 && isBlank(tokens.kind(i))) {
            i--;
        }
        return i < 0 ? 0 : tokens.end(i);
    }

    private static boolean isBlank(TokenKind kind) {
        return kind.isTrivia() || kind == TokenKind.INDENT || kind == TokenKind.DEDENT || kind == TokenKind.NEWLINE;
    }

    private static int lastOf(int start, int end) {
        return Math.max(start, end - 1);
    }

    private void read(RuleSet known) {
        int code = firstStatement(tree.module());
        for (var comment : tree.comments()) {
            var text = comment.substring(tree.text());
            int marker = text.indexOf(MARKER);
            int hash = marker < 0 ? -1 : text.lastIndexOf('#', marker);
            if (hash >= 0 && text.substring(hash + 1, marker).isBlank()) {
                read(text, comment.start(), hash, marker + MARKER.length(), comment.start() < code, known);
            }
        }
    }

    /** Where code begins, a docstring not counted. */
    private static int firstStatement(Module module) {
        int index = module.docstring().isPresent() ? 1 : 0;
        return index < module.body().size() ? module.body().get(index).start() : Integer.MAX_VALUE;
    }

    private void read(String text, int offset, int hash, int from, boolean atTop, RuleSet known) {
        int word = from;
        while (word < text.length() && text.charAt(word) == ' ') {
            word++;
        }
        int end = word;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        var range = new TextRange(offset + hash, offset + text.length());
        var verb = text.substring(word, end);
        if (!verb.equals("ignore") && !verb.equals("ignore-file")) {
            var advice = Nearest.to(verb, List.of("ignore", "ignore-file"))
                    .map(nearest -> "; did you mean `" + nearest + "`?")
                    .orElse("");
            complain(range, "The comment `reconnect: " + verb + "` means nothing" + advice);
            return;
        }
        boolean wholeFile = verb.equals("ignore-file");
        if (wholeFile && !atTop) {
            complain(range, "`ignore-file` works above the first statement only");
            return;
        }
        var names = names(text, end, range, known);
        names.ifPresent(rules -> suppressions.add(
                new Suppression(range, tree.lines().line(offset), wholeFile, rules, new ArrayList<>())));
    }

    /** The rules named in brackets, none for all; absent where nothing sensible is named. */
    private Optional<List<String>> names(String text, int from, TextRange range, RuleSet known) {
        if (from >= text.length() || text.charAt(from) != '[') {
            return Optional.of(List.of());
        }
        int close = text.indexOf(']', from);
        if (close < 0) {
            complain(range, "The list of rules lacks its `]`");
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        for (var part : text.substring(from + 1, close).split(",")) {
            var name = part.strip();
            if (known.find(name).isPresent()) {
                names.add(name);
            } else {
                complain(range, unknown(name, known));
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private static String unknown(String name, RuleSet known) {
        var names = known.rules().stream().map(rule -> rule.name()).toList();
        return "There is no rule `" + name + "`"
                + Nearest.to(name, names)
                        .map(nearest -> "; did you mean `" + nearest + "`?")
                        .orElse("");
    }

    private void complain(TextRange range, String message) {
        complaints.add(finding(UNKNOWN, Severity.WARNING, range, message));
    }

    private Finding finding(String rule, Severity severity, TextRange range, String message) {
        return new Finding(
                rule,
                file,
                range,
                severity,
                Confidence.CERTAIN,
                message,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private record Suppression(
            TextRange range, int line, boolean wholeFile, List<String> rules, List<String> silenced) {
        boolean silences(String rule) {
            boolean silences = rules.isEmpty() || rules.contains(rule);
            if (silences) {
                silenced.add(rule);
            }
            return silences;
        }

        /** What to say if it did nothing; a rule that did not run may have needed it. */
        Optional<String> unused(RuleSet ran) {
            if (rules.isEmpty()) {
                return silenced.isEmpty() && ran.isComplete()
                        ? Optional.of("This comment silences nothing")
                        : Optional.empty();
            }
            var idle = rules.stream()
                    .filter(rule -> !silenced.contains(rule) && ran.find(rule).isPresent())
                    .map(rule -> "`" + rule + "`")
                    .toList();
            return idle.isEmpty()
                    ? Optional.empty()
                    : Optional.of("This comment silences nothing of " + String.join(", ", idle));
        }
    }
}
