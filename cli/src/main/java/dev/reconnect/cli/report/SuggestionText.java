package dev.reconnect.cli.report;

import dev.reconnect.assist.Suggestion;
import dev.reconnect.cli.Palette;

/** What came of asking a model, for people. */
public final class SuggestionText {
    private SuggestionText() {}

    public static String of(Suggestion suggestion, Palette palette) {
        var place = "  " + suggestion.file() + ":" + suggestion.line() + ": " + suggestion.model() + ": ";
        var effort = palette.dim(" (" + Words.count(suggestion.attempts().size(), "answer") + " in "
                + Words.count(suggestion.rounds(), "round") + ", " + suggestion.tokens() + " tokens)");
        if (suggestion.proposal().isPresent()) {
            return place + "proposal kept" + effort + "\n";
        }
        var text = new StringBuilder(place + "nothing kept: " + suggestion.end() + effort + "\n");
        suggestion.attempts().stream()
                .filter(attempt -> attempt.stoppedAt().isPresent())
                .forEach(attempt -> text.append("    " + attempt.ending() + ": " + attempt.reason() + "\n"));
        return text.toString();
    }
}
