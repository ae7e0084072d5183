package dev.reconnect.cli.report;

import dev.reconnect.assist.Suggestion;
import java.util.List;
import java.util.Locale;

/** What a model was asked and how far its answers came, as a section of the HTML report. */
final class HtmlSuggestions {
    private HtmlSuggestions() {}

    static void write(List<Suggestion> suggestions, StringBuilder out) {
        if (suggestions.isEmpty()) {
            return;
        }
        out.append("<details class=\"evidence\"><summary>Model: " + Words.count(suggestions.size(), "region")
                + "</summary>\n<div class=\"tables\">");
        out.append(
                "<table><thead><tr><th>region</th><th>model</th><th>answer</th><th>came to</th><th>why</th><th>tokens</th><th>seconds</th>"
                        + "</tr></thead><tbody>");
        suggestions.forEach(suggestion -> rows(suggestion, out));
        out.append("</tbody></table></div></details>\n");
    }

    private static void rows(Suggestion suggestion, StringBuilder out) {
        var place = suggestion.file() + ":" + suggestion.line();
        for (var attempt : suggestion.attempts()) {
            row(
                    out,
                    attempt.question(),
                    place,
                    suggestion.model(),
                    attempt.round() + "." + attempt.sample(),
                    attempt.ending(),
                    attempt.reason(),
                    String.valueOf(attempt.tokens()),
                    String.format(Locale.ROOT, "%.1f", attempt.seconds()));
        }
        if (!suggestion.end().isEmpty()) {
            row(out, "", place, suggestion.model(), "", "nothing kept", suggestion.end(), "", "");
        }
    }

    /** @param question the hash of what was asked */
    private static void row(StringBuilder out, String question, String... cells) {
        out.append("<tr title=\"question " + Html.escape(question) + "\">");
        for (var cell : cells) {
            out.append("<td>" + Html.escape(cell) + "</td>");
        }
        out.append("</tr>");
    }
}
