package dev.reconnect.lift;

import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Literal;
import dev.reconnect.lift.Value.Parts;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns that are known to be greater than zero, because they hold a number that is written down, or count, or sum up such numbers. */
final class Positive {
    private static final Pattern SUM = Pattern.compile("F\\.sum\\(\"([^\"]+)\"\\)");

    private Positive() {}

    /**
     * The conditions that hold where the value is put in a column.
     *
     * @param path the column's name
     * @param known what holds where the value is computed
     */
    static Set<String> conditions(String path, Value value, Set<String> known) {
        var found = new HashSet<String>();
        collect(path, value, known, found);
        return found;
    }

    private static void collect(String path, Value value, Set<String> known, Set<String> found) {
        if (value instanceof Parts parts) {
            for (int i = 0; i < parts.values().size(); i++) {
                collect(path + "._" + (i + 1), parts.values().get(i), known, found);
            }
        } else if (isPositive(value, known)) {
            found.add(condition(path));
        } else if (value instanceof Col column && column.isPlain()) {
            var inside = "F.col(\"" + column.path() + ".";
            known.stream()
                    .filter(condition -> condition.startsWith(inside))
                    .forEach(condition -> found.add("F.col(\"" + path + "." + condition.substring(inside.length())));
        }
    }

    private static boolean isPositive(Value value, Set<String> known) {
        if (!(value instanceof Col column)) {
            return value instanceof Literal && Numbers.isPositive(value);
        }
        var sum = SUM.matcher(column.text());
        return column.text().equals("F.count(\"*\")")
                || (column.isPlain() && known.contains(condition(column.path())))
                || (sum.matches() && known.contains(condition(sum.group(1))));
    }

    private static String condition(String path) {
        return "F.col(\"" + path + "\") > 0";
    }
}
