package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CarriersTest {
    private static final String SOURCE = "from pyspark import SparkContext\nsc = SparkContext()\n";

    @Test
    void importsLeadOn() {
        check(
                Map.of(
                        "jobs/__init__.py", "",
                        "jobs/session.py", SOURCE,
                        "jobs/again.py", "from .session import sc as context",
                        "jobs/deep/__init__.py", "",
                        "jobs/deep/use.py", "from ..again import *",
                        "main.py", "import jobs.deep.use as use",
                        "other.py", "import jobs\nimport os"),
                "jobs/again.py",
                "jobs/deep/use.py",
                "jobs/session.py",
                "main.py");
    }

    @Test
    void packagesHandOnWhatTheyImport() {
        check(
                Map.of(
                        "jobs/__init__.py", "from .session import sc",
                        "jobs/session.py", SOURCE,
                        "a.py", "from jobs import sc",
                        "jobs/b.py", "from . import sc",
                        "jobs/c.py", "from . import session",
                        "d.py", "from jobs.e import nothing",
                        "jobs/e.py", ""),
                "a.py",
                "jobs/__init__.py",
                "jobs/b.py",
                "jobs/c.py",
                "jobs/session.py");
    }

    @Test
    void testsGetWhatFixturesGive() {
        check(
                Map.of(
                        "tests/conftest.py", SOURCE,
                        "tests/unit/test_a.py", "def test_it(numbers): ...",
                        "tests/unit/helper.py", "",
                        "more/test_b.py", ""),
                "tests/conftest.py",
                "tests/unit/test_a.py");
    }

    private static void check(Map<String, String> texts, String... carriers) {
        var paths = List.copyOf(new TreeMap<>(texts).keySet());
        var glances = paths.stream()
                .map(path -> Glance.at(texts.getOrDefault(path, "")))
                .toList();
        var sources = new BitSet();
        for (int i = 0; i < paths.size(); i++) {
            sources.set(i, glances.get(i).isSource());
        }
        var found = new ArrayList<String>();
        new Carriers(paths, glances, Modules.of(paths)).of(sources).stream().forEach(i -> found.add(paths.get(i)));
        assertThat(found).containsExactly(carriers);
    }
}
