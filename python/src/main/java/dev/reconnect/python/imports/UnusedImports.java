package dev.reconnect.python.imports;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds imports that were used before an edit and are not any more. Conditional imports, imports with a comment, and names that a string
 * mentions are left alone: somebody may rely on them in a way that the tree does not show.
 */
public final class UnusedImports {
    private final SyntaxTree tree;
    private final String text;
    private final Set<String> unused;

    private UnusedImports(SyntaxTree tree, Set<String> unused) {
        this.tree = tree;
        this.text = tree.text();
        this.unused = unused;
    }

    /** Names that the module imports and reads. */
    public static Set<String> used(Scopes scopes) {
        var names = new TreeSet<String>();
        for (Binding binding : scopes.module().bindings()) {
            if (isImport(binding) && !binding.references().isEmpty()) {
                names.add(binding.name());
            }
        }
        return names;
    }

    /** Those of the names that are still imported, and read nowhere. */
    public static Set<String> unused(Set<String> usedBefore, SyntaxTree tree, Scopes scopes) {
        var names = new TreeSet<String>();
        for (Binding binding : scopes.module().bindings()) {
            if (usedBefore.contains(binding.name())
                    && isImport(binding)
                    && binding.references().isEmpty()
                    && !isMentioned(binding.name(), tree)) {
                names.add(binding.name());
            }
        }
        return names;
    }

    /** The edits that remove the imports of the names. */
    public static List<Edit> removals(SyntaxTree tree, Set<String> unused) {
        var edits = new ArrayList<Edit>();
        var imports = new UnusedImports(tree, unused);
        for (Statement statement : FileImports.topLevel(tree)) {
            var names = statement instanceof ImportFrom from ? from.names() : ((Import) statement).names();
            if (names.stream().anyMatch(alias -> unused.contains(alias.boundName()))) {
                edits.addAll(imports.remove(statement, names));
            }
        }
        return edits;
    }

    private static boolean isImport(Binding binding) {
        return !binding.definitions().isEmpty()
                && binding.definitions().stream()
                        .allMatch(definition -> definition.node() instanceof Alias alias
                                && alias.parent()
                                                .flatMap(above -> above.parent())
                                                .orElse(null)
                                        instanceof Module);
    }

    private static boolean isMentioned(String name, SyntaxTree tree) {
        var tokens = tree.tokens();
        for (int i = 0; i < tokens.count(); i++) {
            boolean text = tokens.kind(i) == TokenKind.STRING || tokens.kind(i) == TokenKind.FSTRING_MIDDLE;
            if (text && isWordIn(name, tokens.text(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name stands in the text as a whole word. */
    public static boolean isWordIn(String name, String text) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean opens = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
            boolean closes = end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
            if (opens && closes) {
                return true;
            }
        }
        return false;
    }

    private List<Edit> remove(Statement statement, List<Alias> names) {
        if (names.stream().allMatch(alias -> unused.contains(alias.boundName()))) {
            return removeAll(statement);
        }
        var ranges = new ArrayList<TextRange>();
        int lastKept = names.size() - 1;
        while (unused.contains(names.get(lastKept).boundName())) {
            lastKept--;
        }
        for (int i = 0; i < lastKept; i++) {
            if (unused.contains(names.get(i).boundName())) {
                ranges.add(new TextRange(names.get(i).start(), names.get(i + 1).start()));
            }
        }
        if (lastKept < names.size() - 1) {
            ranges.add(new TextRange(
                    names.get(lastKept).end(), names.get(names.size() - 1).end()));
        }
        boolean comments = ranges.stream().anyMatch(this::hasComment);
        return comments ? List.of() : ranges.stream().map(Edit::delete).toList();
    }

    private List<Edit> removeAll(Statement statement) {
        var range = wholeLines(statement);
        return hasComment(range) ? List.of() : List.of(Edit.delete(range));
    }

    /** The statement with its line, or with its semicolon where it shares the line. */
    private TextRange wholeLines(Statement statement) {
        var body = tree.module().body();
        int index = body.indexOf(statement);
        var lines = tree.lines();
        int last = lines.line(statement.end());
        boolean sharesNext =
                index + 1 < body.size() && lines.line(body.get(index + 1).start()) == last;
        if (sharesNext) {
            return new TextRange(statement.start(), body.get(index + 1).start());
        }
        int first = lines.line(statement.start());
        boolean sharesPrevious = index > 0 && lines.line(body.get(index - 1).end()) == first;
        if (sharesPrevious) {
            return new TextRange(body.get(index - 1).end(), statement.end());
        }
        int next = last + 1;
        boolean atTop = first == 1;
        while (atTop && next <= lines.lineCount() && isBlank(next)) {
            next++;
        }
        int end = next <= lines.lineCount() ? lines.lineStart(next) : text.length();
        return new TextRange(lines.lineStart(first), end);
    }

    private boolean isBlank(int line) {
        return text.substring(tree.lines().lineStart(line), tree.lines().lineEnd(line))
                .isBlank();
    }

    private boolean hasComment(TextRange range) {
        for (var comment : tree.comments()) {
            if (comment.overlaps(range)) {
                return true;
            }
        }
        return false;
    }
}
