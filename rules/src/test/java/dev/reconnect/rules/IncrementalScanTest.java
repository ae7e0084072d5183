package dev.reconnect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of several files that are changed at random: a scan with its cache finds what a scan without one does. */
class IncrementalScanTest {
    private static final RuleSet RULES = RuleSet.load();
    private static final int CHANGES = 60;

    /** For each file what may stand at each of its places; nothing may stand there, too. */
    private static final Map<String, List<List<String>>> PLACES = new TreeMap<>(Map.of(
            "main.py",
            List.of(
                    List.of(
                            "from session import sc",
                            "from pyspark import SparkContext\nsc = SparkContext()",
                            "sc = None"),
                    List.of("import tools", "import jobs.tools as tools", "from jobs import tools"),
                    List.of("data = sc.parallelize([1])", "data = [1]", "from jobs import data"),
                    List.of(
                            "found = tools.lengths(data)",
                            "found = tools.lengths(data, 1)",
                            "found = tools.measure(data)"),
                    List.of("print(found.collect())", "print(data.getNumPartitions())  # reconnect: ignore"),
                    List.of(
                            "from jobs.load import Load\nLoad(data).more()",
                            "from jobs.base import Job\nJob(data).run()")),
            "other.py",
            List.of(
                    List.of("from session import *", "import session\ndata = session.data"),
                    List.of("from tools import lengths, measure", "from jobs.tools import lengths, measure"),
                    List.of("lengths(data)", "measure(data=data)", "lengths(1)", "measure([data])")),
            "session.py",
            List.of(
                    List.of("from pyspark import SparkContext\nsc = SparkContext.getOrCreate()", "sc = None"),
                    List.of("data = sc.parallelize([1])", "data = sc.range(3)", "data = 1")),
            "tools.py",
            List.of(
                    List.of("import pyspark", "import os"),
                    List.of(
                            "def lengths(data, more=None):\n    return data.map(len)",
                            "def lengths(data):\n    return measure(data)"),
                    List.of(
                            "def measure(data):\n    return data.glom().collect()",
                            "from jobs.tools import measure",
                            "def measure(data):\n    return data")),
            "jobs/__init__.py",
            List.of(List.of("from session import data", "from .tools import data", "data = 1")),
            "jobs/base.py",
            List.of(
                    List.of("from pyspark import RDD", "import os"),
                    List.of(
                            "class Job:\n    def __init__(self, data):\n        self.data = data\n    def run(self):\n        return self.data.glom()",
                            "class Job:\n    def __init__(self, data):\n        self.data = list(data)\n    def run(self):\n        return self.data")),
            "jobs/load.py",
            List.of(
                    List.of("from .base import Job", "from jobs.base import Job", "class Job:\n    pass"),
                    List.of(
                            "class Load(Job):\n    def more(self):\n        return self.run().collect(), self.data.countByValue()",
                            "class Load(Job):\n    def more(self):\n        return self.data.zipWithIndex()")),
            "jobs/tools.py",
            List.of(
                    List.of("from pyspark.sql import SparkSession", "from session import data"),
                    List.of("def lengths(data):\n    return data.keyBy(len)", "from tools import lengths"),
                    List.of(
                            "def measure(data):\n    return data.max()",
                            "def measure(data=None):\n    return data.sum()")),
            "tests/conftest.py",
            List.of(
                    List.of("import pytest\nfrom session import sc", "import pytest\nsc = None"),
                    List.of(
                            "@pytest.fixture\ndef numbers():\n    return sc.parallelize([1])",
                            "@pytest.fixture\ndef numbers():\n    return [1]")),
            "tests/test_it.py",
            List.of(
                    List.of("import pyspark", "from tools import lengths"),
                    List.of(
                            "def test_numbers(numbers):\n    assert numbers.glom().collect()",
                            "def test_numbers(numbers):\n    assert lengths(numbers).collect()"))));

    @TempDir
    Path root;

    @TempDir
    Path cache;

    private final Map<String, String> texts = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void cachedIsFresh(long seed) throws IOException {
        var random = new Random(seed);
        for (String place : PLACES.keySet()) {
            write(place, random);
        }
        int findings = 0;
        for (int i = 0; i < CHANGES; i++) {
            var change = change(random);
            var settings = Settings.defaults(root);
            var workspace = Workspace.open(root, List.of("."), settings);
            var cached = RuleRunner.keeping(RULES, settings, cache, "1").scan(workspace);
            var fresh = new RuleRunner(RULES, settings).scan(workspace);
            assertThat(display(cached))
                    .as("seed %s, change %s: %s, now %s", seed, i, change, texts)
                    .isEqualTo(display(fresh));
            findings += fresh.findings().size();
        }
        assertThat(findings).isGreaterThan(CHANGES);
    }

    private static List<String> display(ScanResult scan) {
        var lines = new ArrayList<String>();
        for (var file : scan.files()) {
            lines.add(file.name() + " " + file.callSites() + " " + file.suppressed());
            file.findings().forEach(finding -> lines.add(finding.toString()));
        }
        scan.problems().forEach(problem -> lines.add(problem.toString()));
        return lines;
    }

    private String change(Random random) throws IOException {
        var places = List.copyOf(PLACES.keySet());
        var place = places.get(random.nextInt(places.size()));
        if (texts.containsKey(place) && random.nextInt(8) == 0) {
            Files.delete(root.resolve(place));
            texts.remove(place);
            return "delete " + place;
        }
        write(place, random);
        return "write " + place;
    }

    private void write(String place, Random random) throws IOException {
        var lines = new ArrayList<String>();
        for (var choices : PLACES.getOrDefault(place, List.of())) {
            int choice = random.nextInt(2 * choices.size() + 1) / 2;
            lines.add(choice < choices.size() ? choices.get(choice) : "x = 1");
        }
        var text = String.join("\n", lines) + "\n";
        var file = root.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        texts.put(place, text);
    }
}
