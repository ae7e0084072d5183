package dev.reconnect.assist;

import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Identifier;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Code as a piece of its own, imports at its top apart: those go where the file has its imports.
 *
 * @param text without the imports at the top
 */
record Written(SyntaxTree tree, String text, List<ImportRequest> imports) {
    static Written of(String code) {
        var whole = Parser.parse(dedented(code));
        var imports = new ArrayList<ImportRequest>();
        int start = 0;
        for (Statement statement : whole.module().body()) {
            if (!isImport(statement)) {
                break;
            }
            imports.addAll(requests(statement));
            start = whole.lines().lineEnd(whole.lines().line(statement.end()));
        }
        var rest = whole.text()
                .substring(Math.min(start, whole.text().length()))
                .replaceFirst("^\\s*\n", "")
                .stripTrailing();
        return new Written(whole, rest, List.copyOf(imports));
    }

    /** Why it is no code that can stand in a program. */
    Optional<String> problem() {
        if (!tree.problems().isEmpty()) {
            var problem = tree.problems().get(0);
            return Optional.of("line " + tree.lines().line(problem.range().start()) + ": " + problem.message());
        }
        return tree.module().body().stream().allMatch(Written::isImport)
                ? Optional.of("there is no statement in it")
                : Optional.empty();
    }

    static boolean isImport(Statement statement) {
        return statement instanceof Import || statement instanceof ImportFrom;
    }

    /** Nodes of one kind, imports at the top among them. */
    <N extends Node> List<N> nodes(Class<N> kind) {
        return Blocks.nodes(tree.module(), kind);
    }

    /** What the code says, whatever its layout and comments. */
    static String essence(SyntaxTree tree) {
        var out = new StringBuilder();
        var tokens = tree.tokens();
        for (int i = 0; i < tokens.count(); i++) {
            var kind = tokens.kind(i);
            if (!kind.isTrivia() && kind != TokenKind.INDENT && kind != TokenKind.DEDENT && kind != TokenKind.END) {
                out.append(kind == TokenKind.NEWLINE ? "\n" : tokens.text(i)).append(' ');
            }
        }
        return out.toString().strip();
    }

    static List<ImportRequest> requests(Statement statement) {
        if (statement instanceof Import plain) {
            return plain.names().stream()
                    .map(alias -> new ImportRequest(alias.name(), Optional.empty(), asName(alias)))
                    .toList();
        }
        if (statement instanceof ImportFrom from) {
            var module = ".".repeat(from.level()) + from.module().orElse("");
            return from.names().stream()
                    .map(alias -> new ImportRequest(module, Optional.of(alias.name()), asName(alias)))
                    .toList();
        }
        return List.of();
    }

    private static Optional<String> asName(Alias alias) {
        return alias.asName().map(Identifier::name);
    }

    /** Small models indent what they were shown without indentation. */
    private static String dedented(String code) {
        var text = code.replace("\r\n", "\n");
        int margin = text.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return text.lines()
                .map(line -> line.length() < margin ? "" : line.substring(margin))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
                .stripTrailing();
    }
}
