package dev.reconnect.cli.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cuts data files down to few lines that differ from one another: each kind of value that a column or a line has is kept, as far as there is
 * room. Files that do not consist of lines stay as they are.
 */
final class DataCut {
    /** A column with more different values than this has names or measures, whose form counts instead. */
    private static final int MOST_CATEGORIES = 12;

    private final int lines;

    /** @param lines how many are kept at most, besides the one with the names of columns */
    DataCut(int lines) {
        this.lines = lines;
    }

    /** The file's bytes with these lines left, in the order that they have. */
    byte[] of(String name, byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (!isOfLines(name, text, bytes)) {
            return bytes;
        }
        var all = List.of(text.split("(?<=\n)"));
        int head = hasHead(name) ? 1 : 0;
        if (all.size() - head <= lines) {
            return bytes;
        }
        var kept = new StringBuilder();
        all.subList(0, head).forEach(kept::append);
        for (int number : chosen(all.subList(head, all.size()))) {
            kept.append(all.get(head + number));
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }

    static int linesOf(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).split("\n").length;
    }

    private static boolean hasHead(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".tsv");
    }

    /** A quoted cell may go over several lines, and a document is no list of lines. */
    private static boolean isOfLines(String name, String text, byte[] bytes) {
        boolean isText = text.indexOf('\0') < 0 && text.getBytes(StandardCharsets.UTF_8).length == bytes.length;
        if (!isText || name.matches("(?i).*\\.(parquet|orc|avro|gz|bz2|zip|xml)")) {
            return false;
        }
        if (name.matches("(?i).*\\.json")) {
            return text.lines()
                    .allMatch(line -> line.isBlank()
                            || (line.startsWith("{") && line.strip().endsWith("}")));
        }
        return text.lines().allMatch(line -> line.chars().filter(c -> c == '"').count() % 2 == 0);
    }

    /** Numbers of lines: first those that show something new, then the first others. */
    private Set<Integer> chosen(List<String> all) {
        var rows = all.stream().map(DataCut::cells).toList();
        var categories = categories(rows);
        var met = new HashSet<String>();
        var chosen = new LinkedHashSet<Integer>();
        for (int i = 0; i < rows.size() && chosen.size() < lines; i++) {
            if (met.addAll(features(rows.get(i), categories))) {
                chosen.add(i);
            }
        }
        for (int i = 0; i < rows.size() && chosen.size() < lines; i++) {
            chosen.add(i);
        }
        return new TreeSet<>(chosen);
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split("[,;\t|]", -1));
    }

    /** The columns that have few different values. */
    private static Set<Integer> categories(List<List<String>> rows) {
        Map<Integer, Set<String>> values = new HashMap<>();
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                values.computeIfAbsent(column, unused -> new HashSet<>()).add(row.get(column));
            }
        }
        values.values().removeIf(found -> found.size() > MOST_CATEGORIES);
        return values.keySet();
    }

    private static List<String> features(List<String> row, Set<Integer> categories) {
        var features = new ArrayList<String>();
        for (int column = 0; column < row.size(); column++) {
            var value = row.get(column);
            features.add(column + ":" + (categories.contains(column) ? value : form(value)));
        }
        return features;
    }

    /** What kind of text it is: digits, letters and signs, however many. */
    private static String form(String value) {
        return value.replaceAll("\\p{L}+", "a").replaceAll("\\d+", "0").replaceAll("(?:a |0 )+", "a ");
    }
}
