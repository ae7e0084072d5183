package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installed Python files, compared with CPython's own `ast` by `compare_ast.py`. */
class AstComparisonTest {
    private static final Path SCRIPT = Path.of("src/test/python/compare_ast.py");

    @Test
    void spansAreThoseOfCPython(@TempDir Path folder) throws IOException, InterruptedException {
        Path trees = folder.resolve("trees.jsonl");
        int written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(trees)) {
            for (Path file : PythonCorpus.files()) {
                String text = PythonCorpus.read(file).orElse("");
                if (!text.isEmpty()) {
                    TreeJson.write(file.toString(), Parser.parse(text), out);
                    written++;
                }
            }
        }
        String report = PythonCorpus.run(PythonCorpus.interpreter(), SCRIPT.toString(), trees.toString());
        Map<String, Integer> counts = counts(report);
        assertThat(written).as("files in the corpus").isGreaterThan(100);
        assertThat(count(counts, "nodes")).as(report).isGreaterThan(100_000);
        assertThat(count(counts, "different") * 10_000L).as(report).isLessThanOrEqualTo(count(counts, "nodes"));
        assertThat(count(counts, "misordered")).as(report).isZero();
        assertThat(count(counts, "problems")).as(report).isZero();
    }

    private static int count(Map<String, Integer> counts, String name) {
        return counts.getOrDefault(name, -1);
    }

    /** The script's last line: `files=1 nodes=2 ...`. */
    private static Map<String, Integer> counts(String report) {
        String last = report.strip().substring(report.strip().lastIndexOf('\n') + 1);
        Map<String, Integer> counts = new HashMap<>();
        for (String entry : last.split(" ")) {
            int equals = entry.indexOf('=');
            counts.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
        }
        return counts;
    }
}
