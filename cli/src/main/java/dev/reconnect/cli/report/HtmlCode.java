package dev.reconnect.cli.report;

import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TokenKind;
import dev.reconnect.python.tree.Tokens;
import java.util.Set;

/** Lines of Python as HTML, coloured by the tokens of our own lexer; the colours themselves are the style sheet's. */
final class HtmlCode {
    private static final Set<String> CONSTANTS = Set.of("True", "False", "None");

    private final String text;
    private final Tokens tokens;
    private final LineIndex lines;

    private HtmlCode(SyntaxTree tree) {
        this.text = tree.text();
        this.tokens = tree.tokens();
        this.lines = LineIndex.of(text);
    }

    static HtmlCode of(SyntaxTree tree) {
        return new HtmlCode(tree);
    }

    /** A piece of a program that is shown by itself. */
    static HtmlCode ofFragment(String code) {
        return new HtmlCode(Parser.parse(code));
    }

    LineIndex lines() {
        return lines;
    }

    /** The line of that number, from 1. */
    String line(int number) {
        return line(number, 0, 0, "");
    }

    /** The line with the stretch between two columns inside an element of its own. */
    String line(int number, int from, int to, String element) {
        int start = lines.lineStart(number);
        int end = Math.max(start, lines.lineEnd(number));
        var html = new StringBuilder((end - start) * 2);
        int first = Math.min(start + from, end);
        int last = Math.min(start + to, end);
        stretch(start, first, html);
        if (first < last) {
            html.append('<').append(element).append('>');
            stretch(first, last, html);
            html.append("</").append(element).append('>');
        }
        stretch(last, end, html);
        return html.toString();
    }

    private void stretch(int start, int end, StringBuilder html) {
        int at = start;
        for (int i = tokens.indexAt(start); at < end; i++) {
            int until = Math.min(end, tokens.end(i));
            if (until > at) {
                token(style(i), text.substring(at, until), html);
                at = until;
            } else if (i >= tokens.count() - 1) {
                return;
            }
        }
    }

    private static void token(String style, String code, StringBuilder html) {
        if (style.isEmpty()) {
            html.append(Html.escape(code));
        } else {
            html.append("<i class=")
                    .append(style)
                    .append('>')
                    .append(Html.escape(code))
                    .append("</i>");
        }
    }

    private String style(int token) {
        return switch (tokens.kind(token)) {
            case KEYWORD -> CONSTANTS.contains(tokens.text(token)) ? "m" : "k";
            case STRING, FSTRING_START, FSTRING_MIDDLE, FSTRING_END -> "s";
            case NUMBER -> "m";
            case COMMENT -> "c";
            case MAGIC -> "d";
            case NAME -> nameStyle(token);
            case OPERATOR, NEWLINE, INDENT, DEDENT, WHITESPACE, LINE_BREAK, CONTINUATION, ERROR, END -> "";
        };
    }

    /** The name that a definition introduces, or that a decorator starts with, stands out. */
    private String nameStyle(int token) {
        int before = token - 1;
        while (before >= 0 && tokens.kind(before) == TokenKind.WHITESPACE) {
            before--;
        }
        if (before < 0) {
            return "";
        }
        var word = tokens.text(before);
        boolean introduced = word.equals("def") || word.equals("class") || (word.equals("@") && opensLine(before));
        return introduced ? "d" : "";
    }

    private boolean opensLine(int token) {
        int start = tokens.start(token);
        return text.substring(lines.lineStart(lines.line(start)), start).isBlank();
    }
}
