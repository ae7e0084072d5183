package dev.reconnect.cli.testing;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The wrong variants of SQL in a string, found by words and signs; what stands in quotes within it is left alone. */
final class QueryMutations {
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|`[^`]*`");

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "comparison",
                    "<=>|<=|>=|<>|!=|==|<|>|=",
                    swapped(Map.of(
                            "<=>", "=", "<=", "<", ">=", ">", "<>", "=", "!=", "=", "==", "<>", "<", "<=", ">", ">=",
                            "=", "<>"))),
            new Kind("null handling", "(?i)\\bis\\s+not\\s+null\\b", word -> "is null"),
            new Kind("null handling", "(?i)\\bis\\s+null\\b", word -> "is not null"),
            new Kind("connective", "(?i)\\band\\b", word -> "or"),
            new Kind("connective", "(?i)\\bor\\b", word -> "and"),
            new Kind("left out", "(?i)\\bdistinct\\s+", word -> ""),
            new Kind("order", "(?i)\\s+desc\\b", word -> ""),
            new Kind("left out", "(?i)\\s+order\\s+by\\s+[\\w., ]+$", word -> ""),
            new Kind("join", "(?i)\\bleft\\s+(?:outer\\s+)?join\\b", word -> "join"),
            new Kind("function", "(?i)\\b(?:sum|avg|min)(?=\\()", word -> "max"),
            new Kind("function", "(?i)\\bmax(?=\\()", word -> "min"),
            new Kind("operator", "(?<=\\w)\\s*\\+\\s*(?=\\w)", word -> " - "),
            new Kind(
                    "off by one",
                    "(?<![\\w.])\\d{1,9}(?![\\w.(,)])",
                    word -> String.valueOf(Long.parseLong(word) + 1)));

    private QueryMutations() {}

    private record Kind(String operator, Pattern pattern, UnaryOperator<String> replacement) {
        Kind(String operator, String pattern, UnaryOperator<String> replacement) {
            this(operator, Pattern.compile(pattern), replacement);
        }
    }

    /** A change to the text of a query. */
    record Found(TextRange range, String replacement, String operator) {
        String applied(String query) {
            return query.substring(0, range.start()) + replacement + query.substring(range.end());
        }
    }

    static List<Found> of(String query) {
        var quoted = QUOTED.matcher(query)
                .results()
                .map(match -> new TextRange(match.start(), match.end()))
                .toList();
        var found = new ArrayList<Found>();
        for (var kind : KINDS) {
            kind.pattern()
                    .matcher(query)
                    .results()
                    .map(match -> new TextRange(match.start(), match.end()))
                    .filter(range -> quoted.stream().noneMatch(range::overlaps))
                    .forEach(range -> found.add(
                            new Found(range, kind.replacement().apply(range.substring(query)), kind.operator())));
        }
        return List.copyOf(found);
    }

    private static UnaryOperator<String> swapped(Map<String, String> pairs) {
        return word -> pairs.getOrDefault(word, word);
    }
}
