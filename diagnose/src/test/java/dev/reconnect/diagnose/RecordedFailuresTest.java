package dev.reconnect.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What programs really raised on the releases, as {@code bench/exceptions/record.py} recorded it. */
class RecordedFailuresTest {
    private static final Path FOLDER = Path.of("../bench/exceptions");
    private static final int WINDOW = 79;
    private static final Signatures SIGNATURES = Signatures.load();

    private static final Map<String, UnaryOperator<String>> FORMS = forms();

    private static Map<String, UnaryOperator<String>> forms() {
        var forms = new LinkedHashMap<String, UnaryOperator<String>>();
        forms.put("plain", text -> text);
        forms.put("CRLF", text -> text.replace("\n", "\r\n"));
        forms.put("coloured", text -> text.replace("File \"", "\u001b[36mFile \u001b[35m\"")
                .replace(", line", "\u001b[0m, line"));
        forms.put(
                "log",
                text -> "2026-01-02T03:04:05,006 ERROR [main] "
                        + text.replace("\n", "\n2026-01-02T03:04:07,118 ERROR [main] "));
        forms.put(
                "JSON",
                text -> "{\"exc\":\""
                        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}");
        forms.put("broken lines", RecordedFailuresTest::broken);
        return forms;
    }

    /** Frames broken where a window ends. */
    private static String broken(String text) {
        var broken = new StringBuilder();
        for (var line : text.lines().toList()) {
            var rest = line;
            while (line.startsWith("  File ") && rest.length() > WINDOW) {
                broken.append(rest, 0, WINDOW).append('\n');
                rest = rest.substring(WINDOW);
            }
            broken.append(rest).append('\n');
        }
        return broken.toString();
    }

    /** The signatures that programs are expected to show: by name, and by release and name where another is. */
    private static Map<String, String> expected() throws IOException {
        var expected = new LinkedHashMap<String, String>();
        var rows = Files.readAllLines(FOLDER.resolve("programs.tsv"));
        for (var row : rows.subList(1, rows.size())) {
            var cells = row.split("\t", -1);
            expected.put(cells[0], cells[1]);
            if (!cells[2].isEmpty()) {
                for (var other : cells[2].split(" ")) {
                    expected.put(
                            other.substring(0, other.indexOf('=')) + "/" + cells[0],
                            other.substring(other.indexOf('=') + 1));
                }
            }
        }
        return expected;
    }

    private static List<Path> recorded() throws IOException {
        try (var files = Files.walk(FOLDER.resolve("recorded"))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static String releaseOf(Path file) {
        return FOLDER.resolve("recorded").relativize(file).getName(0).toString();
    }

    private static String nameOf(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - ".txt".length());
    }

    @TestFactory
    List<DynamicTest> isRecognised() throws IOException {
        var expected = expected();
        var tests = new ArrayList<DynamicTest>();
        for (var file : recorded()) {
            var name = nameOf(file);
            tests.add(dynamicTest(FOLDER.relativize(file).toString(), () -> {
                var text = Files.readString(file);
                for (var form : FORMS.entrySet()) {
                    var failure =
                            FailureReader.read(form.getValue().apply(text)).orElseThrow();
                    var known = SIGNATURES.recognise(failure).map(found -> found.signature()
                            .name());
                    var wanted = expected.getOrDefault(releaseOf(file) + "/" + name, expected.get(name));
                    assertThat(known.orElse("-"))
                            .as(form.getKey() + " " + failure.last().headline())
                            .isEqualTo(wanted);
                    assertThat(failure.raised())
                            .as(form.getKey())
                            .flatExtracting(Raised::frames)
                            .anyMatch(frame -> frame.file().equals("/jobs/" + name + ".py"));
                }
            }));
        }
        return tests;
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(recorded()).hasSizeGreaterThanOrEqualTo(120);
        var shown = new TreeSet<String>();
        for (var file : recorded()) {
            shown.add(nameOf(file));
        }
        assertThat(expected().keySet().stream().filter(name -> !name.contains("/")))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void readsOnAfterAnyCut() throws IOException {
        for (var file : recorded()) {
            var text = Files.readString(file);
            for (int cut = 0; cut < text.length(); cut += Math.max(1, text.length() / 50)) {
                FailureReader.read(text.substring(cut));
                FailureReader.read(text.substring(0, cut));
            }
        }
    }
}
