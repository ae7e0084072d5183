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
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of several files that are changed at random: a scan with its cache finds what a scan without one does. */
class IncrementalScanTest {
    private static final RuleSet RULES = RuleSet.load();
    private static final int CHANGES = 60;

    private static final List<String> PLACES = List.of(
            "main.py",
            "session.py",
            "tools.py",
            "jobs/__init__.py",
            "jobs/base.py",
            "jobs/load.py",
            "jobs/tools.py",
            "tests/conftest.py",
            "tests/test_it.py");

    /** Lines that make values, hand them on, and use them; names recur so that they meet. */
    private static final List<String> PARTS = List.of(
            "from pyspark import SparkContext\nsc = SparkContext.getOrCreate()",
            "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()",
            "data = sc.parallelize([1, 2])",
            "data = spark.range(3)",
            "data = [1, 2]",
            "import session\nsc = session.sc",
            "from session import *",
            "from session import sc, data",
            "from tools import lengths, data",
            "import tools",
            "import jobs.tools as tools",
            "from jobs import base, data",
            "from jobs.base import Job",
            "from .base import Job",
            "from . import tools",
            "from .tools import lengths as measure, data",
            "def lengths(data):\n    return data.map(len)",
            "def lengths(data):\n    return data.toDF(['a'])",
            "def lengths(data, more=None):\n    return measure(data) if more else tools.lengths(data, 1)",
            "def measure(data):\n    return data.glom().collect()",
            "found = lengths(data)",
            "found = tools.lengths(data)",
            "found = measure(data=data)",
            "print(found.collect(), data.getNumPartitions())",
            "class Job:\n    def __init__(self, data):\n        self.data = data\n    def run(self):\n        return self.data.mapValues(str)",
            "class Job(Base):\n    pass",
            "class Base:\n    def run(self):\n        return sc.textFile('f')",
            "class Load(Job):\n    def more(self):\n        return self.run().collect(), self.data.countByValue()",
            "job = Job(data)\njob.run().collectAsMap()",
            "job = base.Job(data)\nfound = job.run()",
            "Load(found).more()",
            "import pytest\n@pytest.fixture\ndef numbers():\n    return sc.parallelize([1])",
            "import pytest\n@pytest.fixture\ndef numbers():\n    return [1]",
            "def test_numbers(numbers):\n    assert numbers.glom().collect()",
            "data = data.repartition(3)  # reconnect: ignore",
            "x = 1");

    @TempDir
    Path root;

    @TempDir
    Path cache;

    private final TreeMap<String, String> texts = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void cachedIsFresh(long seed) throws IOException {
        var random = new Random(seed);
        for (String place : PLACES) {
            write(place, text(random));
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
        var place = PLACES.get(random.nextInt(PLACES.size()));
        if (texts.containsKey(place) && random.nextInt(6) == 0) {
            Files.delete(root.resolve(place));
            texts.remove(place);
            return "delete " + place;
        }
        var lines = new ArrayList<>(List.of(texts.getOrDefault(place, "x = 1").split("\n\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, part(random));
            default -> lines.set(at, part(random));
        }
        write(place, String.join("\n\n", lines));
        return "write " + place;
    }

    private static String text(Random random) {
        var parts = new ArrayList<String>();
        int count = 2 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            parts.add(part(random));
        }
        return String.join("\n\n", parts);
    }

    private static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    private void write(String place, String text) throws IOException {
        var file = root.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
        texts.put(place, text);
    }
}
