package dev.reconnect.python.rule;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TokenKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Fits new text into the fields of f-strings, where Python before 3.12 takes no quote of the string itself, no backslash, no comment and,
 * between single quotes, no line end.
 */
final class FieldText {
    private final SyntaxTree tree;

    FieldText(SyntaxTree tree) {
        this.tree = tree;
    }

    /** The fix with other quotes where it needs them; left to a person where other quotes are not enough. */
    Fix fit(Fix fix) {
        var edits = new ArrayList<Edit>();
        boolean fits = true;
        for (Edit edit : fix.edits()) {
            Optional<String> text = fit(edit);
            fits &= text.isPresent();
            edits.add(text.map(fitted -> Edit.replace(edit.range(), fitted)).orElse(edit));
        }
        var applicability = fits ? fix.applicability() : Applicability.DISPLAY_ONLY;
        return new Fix(fix.title(), applicability, edits, fix.imports());
    }

    private Optional<String> fit(Edit edit) {
        Set<String> quotes = quotesAround(edit.range().start());
        String text = edit.replacement();
        if (quotes.isEmpty() || text.isEmpty()) {
            return Optional.of(text);
        }
        boolean oneLine = quotes.contains("\"") || quotes.contains("'");
        if (text.indexOf('\\') >= 0 || text.indexOf('#') >= 0 || (oneLine && text.indexOf('\n') >= 0)) {
            return Optional.empty();
        }
        if (quotes.stream().noneMatch(text::contains)) {
            return Optional.of(text);
        }
        String other = exchanged(text);
        return quotes.stream().noneMatch(other::contains) ? Optional.of(other) : Optional.empty();
    }

    /** Each literal in the other kind of quotes, those apart that hold such quotes themselves. */
    private static String exchanged(String code) {
        var text = new StringBuilder(code);
        for (int at = 0; at < code.length(); at++) {
            char quote = code.charAt(at);
            if (quote != '"' && quote != '\'') {
                continue;
            }
            int end = code.indexOf(quote, at + 1);
            char other = quote == '"' ? '\'' : '"';
            if (end < 0) {
                break;
            }
            if (code.substring(at, end).indexOf(other) < 0) {
                text.setCharAt(at, other);
                text.setCharAt(end, other);
            }
            at = end;
        }
        return text.toString();
    }

    /** The closing quotes of the f-strings in a field of which the offset lies. */
    private Set<String> quotesAround(int offset) {
        var tokens = tree.tokens();
        var quotes = new HashSet<String>();
        int inner = 0;
        int last = tokens.indexAt(offset);
        for (int i = tokens.start(last) == offset ? last - 1 : last; i >= 0; i--) {
            TokenKind kind = tokens.kind(i);
            if (kind == TokenKind.NEWLINE) {
                break;
            }
            if (kind == TokenKind.FSTRING_END) {
                inner++;
            } else if (kind == TokenKind.FSTRING_START && --inner < 0) {
                quotes.add(quoteOf(tokens.text(i)));
                inner = 0;
            }
        }
        return quotes;
    }

    private static String quoteOf(String start) {
        return start.endsWith("\"\"\"") || start.endsWith("'''")
                ? start.substring(start.length() - 3)
                : start.substring(start.length() - 1);
    }
}
