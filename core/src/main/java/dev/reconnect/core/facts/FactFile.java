package dev.reconnect.core.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file of the table. Reading it only notes where the row of each symbol begins; a row is taken apart when it is asked for. */
final class FactFile {
    private static final int RELEASES = SparkRelease.values().length;

    private final String text;
    private final Map<String, Integer> rows;
    private @Nullable Map<String, List<Integer>> members;

    private FactFile(String text, Map<String, Integer> rows) {
        this.text = text;
        this.rows = rows;
    }

    static FactFile read(String name) {
        try (var stream = FactFile.class.getResourceAsStream(name.concat(".tsv"))) {
            if (stream == null) {
                throw new IllegalStateException("no facts in " + name + ".tsv");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table whose first line names the columns. */
    static FactFile parse(String text) {
        var rows = new HashMap<String, Integer>(text.length() / 64);
        var start = text.indexOf('\n') + 1;
        while (start < text.length()) {
            rows.put(text.substring(start, text.indexOf('\t', start)), start);
            start = text.indexOf('\n', start) + 1;
        }
        return new FactFile(text, rows);
    }

    Optional<Fact> find(String symbol) {
        var row = rows.get(symbol);
        return row == null ? Optional.empty() : Optional.of(fact(row));
    }

    /** Methods, properties and attributes of that name, in the order of the table. */
    synchronized List<Fact> named(String member) {
        if (members == null) {
            members = byMember();
        }
        var found = new ArrayList<Fact>();
        for (var row : members.getOrDefault(member, List.of())) {
            found.add(fact(row));
        }
        return found;
    }

    List<Fact> all() {
        var found = new ArrayList<Fact>(rows.size());
        rows.values().stream().sorted().forEach(row -> found.add(fact(row)));
        return found;
    }

    private Map<String, List<Integer>> byMember() {
        var found = new HashMap<String, List<Integer>>();
        var start = text.indexOf('\n') + 1;
        while (start < text.length()) {
            var end = text.indexOf('\t', start);
            if (text.startsWith("method", end + 1)
                    || text.startsWith("property", end + 1)
                    || text.startsWith("attribute", end + 1)) {
                var name = text.substring(text.lastIndexOf('.', end) + 1, end);
                found.computeIfAbsent(name, key -> new ArrayList<>()).add(start);
            }
            start = text.indexOf('\n', end) + 1;
        }
        return found;
    }

    private Fact fact(int row) {
        var cells = new Cells(text, row);
        var symbol = cells.next();
        var kind = FactKind.of(cells.next());
        var classic = cells.next();
        var verdicts = new StringBuilder(RELEASES);
        for (var release = 0; release < RELEASES; release++) {
            verdicts.append(cells.next());
        }
        return new Fact(
                symbol, kind, classic, verdicts.toString(), cells.next(), cells.next(), cells.next(), cells.next());
    }

    /** The cells of one row, from left to right. */
    private static final class Cells {
        private final String text;
        private int at;

        Cells(String text, int at) {
            this.text = text;
            this.at = at;
        }

        String next() {
            var end = at;
            while (text.charAt(end) != '\t' && text.charAt(end) != '\n') {
                end++;
            }
            var cell = text.substring(at, end);
            at = end + 1;
            return cell;
        }
    }
}
