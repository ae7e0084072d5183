package dev.reconnect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Finding;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that have RDDs and contexts from other files of the program, without a word of Spark of their own. */
class SeveralFilesTest {
    private static final String SESSION = "from pyspark import SparkContext\nsc = SparkContext.getOrCreate()\n";
    private static final String NUMBERS =
            "from pyspark.sql import SparkSession\nnumbers = SparkSession.builder.getOrCreate().sparkContext.parallelize([1])\n";

    @Test
    void aContextByImport() {
        check(
                Map.of("jobs/session.py", SESSION, "main.py", "from jobs.session import sc as c\nc.parallelize([1])\n"),
                "main.py:2 pyspark.SparkContext.parallelize");
    }

    @Test
    void throughOtherFiles() {
        check(
                Map.of(
                        "jobs/__init__.py", "from .again import *\n",
                        "jobs/again.py", "from .data import numbers\n",
                        "jobs/data.py", NUMBERS,
                        "main.py", "from jobs import numbers\nnumbers.map(str).collect()\n"),
                "main.py:2 pyspark.RDD.map",
                "main.py:2 pyspark.RDD.collect");
    }

    @Test
    void anAttributeOfAClass() {
        check(
                Map.of(
                        "jobs/base.py",
                        """
                        from pyspark import SparkContext
                        class Job:
                            def __init__(self):
                                self.context = SparkContext.getOrCreate()
                        """,
                        "jobs/load.py",
                        """
                        from jobs.base import Job
                        class Load(Job):
                            def run(self):
                                return self.context.textFile('f')
                        """),
                "jobs/load.py:4 pyspark.SparkContext.textFile");
    }

    @Test
    void anArgument() {
        check(
                Map.of(
                        "jobs/tools.py",
                        "def lengths(data):\n    return data.map(len).collect()\n",
                        "main.py",
                        NUMBERS + "from jobs.tools import lengths\nprint(lengths(numbers))\n"),
                "jobs/tools.py:2 pyspark.RDD.map",
                "jobs/tools.py:2 pyspark.RDD.collect");
    }

    @Test
    void anArgumentThatIsHandedOn() {
        check(
                Map.of(
                        "first.py",
                        "from second import more\ndef go(data):\n    more(data)\n",
                        "second.py",
                        "import third\ndef more(data):\n    third.Last(data).run()\n",
                        "third.py",
                        """
                        class Last:
                            def __init__(self, data):
                                self.data = data
                            def run(self):
                                self.data.glom()
                        """,
                        "main.py",
                        NUMBERS + "import first\nfirst.go(data=numbers)\n"),
                "third.py:5 pyspark.RDD.glom");
    }

    @Test
    void aFixture() {
        check(
                Map.of(
                        "tests/conftest.py",
                        """
                        import pytest
                        from pyspark import SparkContext
                        @pytest.fixture
                        def numbers():
                            return SparkContext.getOrCreate().parallelize([1])
                        """,
                        "tests/test_it.py",
                        "def test_sum(numbers):\n    assert numbers.glom()\n"),
                "tests/test_it.py:2 pyspark.RDD.glom");
    }

    @Test
    void othersAreLeftAlone() {
        check(Map.of(
                "tools.py", "def lengths(data):\n    return data.map(len).collect()\n",
                "plain.py", "from tools import lengths\nlengths([1])\n",
                "main.py", NUMBERS + "from tools import lengths\nprint(lengths([numbers.count()]))\n"));
    }

    /** Findings in files that do not name Spark, as file, line and symbol. */
    private static void check(Map<String, String> texts, String... expected) {
        var settings = Settings.defaults(Path.of(""));
        var files = texts.entrySet().stream()
                .map(file -> SourceFile.of(file.getKey(), file.getValue()))
                .toList();
        var scan = new RuleRunner(RuleSet.load(), settings).scan(Workspace.of(files));
        assertThat(scan.problems()).isEmpty();
        List<String> found = scan.findings().stream()
                .filter(finding -> !texts.getOrDefault(finding.file(), "").contains("park"))
                .map(finding -> finding.file() + ":" + lineOf(finding, texts) + " "
                        + finding.symbol().orElse(finding.rule()))
                .toList();
        assertThat(found).containsExactlyInAnyOrder(expected);
    }

    private static long lineOf(Finding finding, Map<String, String> texts) {
        return 1
                + texts.getOrDefault(finding.file(), "")
                        .substring(0, finding.range().start())
                        .chars()
                        .filter(letter -> letter == '\n')
                        .count();
    }
}
