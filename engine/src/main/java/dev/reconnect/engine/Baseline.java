package dev.reconnect.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.reconnect.core.Digests;
import dev.reconnect.core.Finding;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.workspace.AtomicFile;
import dev.reconnect.engine.workspace.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings that a team accepted earlier. One is known again by its file, its rule and the content of its line, so that moving lines does
 * not bring it back; equal ones are counted.
 */
public final class Baseline {
    /** Where the baseline lies unless the user says otherwise. */
    public static final String FILE_NAME = ".reconnect-baseline.json";

    public static final Baseline EMPTY = new Baseline(Map.of());

    private static final int VERSION = 1;
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::file).thenComparing(Entry::rule).thenComparing(Entry::line);

    private final Map<Entry, Integer> counts;

    private Baseline(Map<Entry, Integer> counts) {
        this.counts = Map.copyOf(counts);
    }

    /** The baseline that accepts everything a scan found. */
    public static Baseline of(ScanResult scan) {
        var counts = new HashMap<Entry, Integer>();
        for (var file : scan.files()) {
            for (var finding : file.findings()) {
                counts.merge(Entry.of(finding, file.source()), 1, Integer::sum);
            }
        }
        return new Baseline(counts);
    }

    /** @throws UserException if there is no such file or it is not a baseline */
    public static Baseline read(Path file) {
        try (var parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
            return parse(parser);
        } catch (IOException | IllegalStateException e) {
            throw new UserException(
                    "The baseline `" + file + "` cannot be read: " + reason(e),
                    "Check the path, or write a new one with `--update-baseline`",
                    e);
        }
    }

    public void write(Path file) {
        AtomicFile.write(file, json().getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The findings of a file that are not accepted; of equal ones, those that come last. */
    List<Finding> filter(SourceFile source, List<Finding> findings) {
        if (counts.isEmpty() || findings.isEmpty()) {
            return findings;
        }
        var left = new HashMap<Entry, Integer>();
        var fresh = new ArrayList<Finding>();
        for (var finding : findings) {
            var entry = Entry.of(finding, source);
            int accepted = left.computeIfAbsent(entry, key -> counts.getOrDefault(key, 0));
            if (accepted > 0) {
                left.put(entry, accepted - 1);
            } else {
                fresh.add(finding);
            }
        }
        return fresh;
    }

    /** Sorted and one finding a line, so that versions of it merge well. */
    String json() {
        var sorted = new TreeMap<Entry, Integer>(ORDER);
        sorted.putAll(counts);
        var json = new StringBuilder("{\n  \"version\": " + VERSION + ",\n  \"findings\": [");
        var separator = "\n";
        for (var entry : sorted.entrySet()) {
            json.append(separator).append("    {\"file\": ");
            quote(json, entry.getKey().file());
            json.append(", \"rule\": ");
            quote(json, entry.getKey().rule());
            json.append(", \"line\": ");
            quote(json, entry.getKey().line());
            json.append(", \"count\": ").append(entry.getValue()).append('}');
            separator = ",\n";
        }
        return json.append(sorted.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
    }

    private static Baseline parse(JsonParser parser) throws IOException {
        var counts = new HashMap<Entry, Integer>();
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            if (field.equals("version")) {
                expect(parser.getIntValue() == VERSION);
            } else if (field.equals("findings")) {
                expect(parser.currentToken() == JsonToken.START_ARRAY);
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readEntry(parser, counts);
                }
            } else {
                parser.skipChildren();
            }
        }
        return new Baseline(counts);
    }

    private static void readEntry(JsonParser parser, Map<Entry, Integer> counts) throws IOException {
        var fields = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            fields.put(name, String.valueOf(parser.getText()));
        }
        expect(fields.keySet().containsAll(List.of("file", "rule", "line", "count")));
        var entry = new Entry(field(fields, "file"), field(fields, "rule"), field(fields, "line"));
        counts.merge(entry, Integer.parseInt(field(fields, "count")), Integer::sum);
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("not a baseline of version " + VERSION);
        }
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** What a finding is known again by; {@code line} is a hash of the line's content without its indentation. */
    private record Entry(String file, String rule, String line) {
        static Entry of(Finding finding, SourceFile source) {
            return new Entry(
                    finding.file(),
                    finding.rule(),
                    Digests.sha256(lineAt(source.text(), finding.range().start()))
                            .substring(0, 16));
        }

        private static String lineAt(String text, int offset) {
            int start = offset;
            while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
                start--;
            }
            int end = offset;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            return text.substring(start, end).strip();
        }
    }
}
