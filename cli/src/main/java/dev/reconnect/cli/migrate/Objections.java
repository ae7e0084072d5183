package dev.reconnect.cli.migrate;

import dev.reconnect.proof.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a proof found wrong so that a model may read it: values of the given data only by their shape, and nothing at all of other data sets,
 * which are held back so that nobody writes code to fit them.
 */
public final class Objections {
    private static final Pattern QUOTED = Pattern.compile("'[^'\\n]*'|\"[^\"\\n]*\"");
    private static final int LONGEST = 300;

    private Objections() {}

    public static String of(Optional<Evidence> evidence, List<String> reasons) {
        return evidence.flatMap(Objections::difference)
                .or(() ->
                        evidence.flatMap(proof -> proof.tracebacks().migrated()).map(Objections::raised))
                .orElseGet(() ->
                        reasons.stream().findFirst().map(Objections::masked).orElse("nothing could be compared"));
    }

    private static Optional<String> difference(Evidence evidence) {
        return evidence.difference().map(difference -> {
            if (!difference.dataSet().equals("given")) {
                return "the results differ on other data of the same form: " + difference.dataSet();
            }
            var raised = evidence.tracebacks()
                    .migrated()
                    .map(text -> "; " + raised(text))
                    .orElse("");
            return difference.observable() + " differs" + raised + "; it should look like "
                    + shape(difference.expected()) + ", and looks like " + shape(difference.got());
        });
    }

    /** The last line of a traceback. */
    private static String raised(String traceback) {
        var lines = traceback
                .strip()
                .lines()
                .filter(line -> line.matches("[A-Za-z_][\\w.]*(?:: .*)?"))
                .toList();
        return "it raises " + masked(lines.isEmpty() ? "an exception" : lines.get(lines.size() - 1));
    }

    private static String masked(String text) {
        return QUOTED.matcher(shortened(text)).replaceAll(match -> Matcher.quoteReplacement(shape(match.group())));
    }

    /** What a value looks like: letters as x, digits as 9. */
    static String shape(String value) {
        return shortened(value).replaceAll("\\p{L}", "x").replaceAll("\\p{N}", "9");
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
