package dev.reconnect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.notebook.NotebookSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Lines that fixes take out of a notebook leave nothing behind. */
class NotebookFixTest {
    @Test
    void theLastLineOfACell() {
        check(
                """
                "from pyspark.sql import SparkSession\\n",
                "spark = SparkSession.builder.getOrCreate()\\n",
                "spark.sparkContext.setLogLevel('WARN')"
                """,
                """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.range(3).show()
                """);
    }

    @Test
    void theLastTwoLinesOfACell() {
        check(
                """
                "from pyspark.sql import SparkSession\\n",
                "spark = SparkSession.builder.getOrCreate()\\n",
                "spark.sparkContext.setLogLevel('WARN')\\n",
                "spark.sparkContext.setLogLevel('INFO')"
                """,
                """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.range(3).show()
                """);
    }

    @Test
    void aLineInTheMiddleOfACell() {
        check(
                """
                "from pyspark.sql import SparkSession\\n",
                "spark = SparkSession.builder.getOrCreate()\\n",
                "spark.sparkContext.setLogLevel('WARN')\\n",
                "spark.range(2).show()"
                """,
                """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.range(2).show()
                spark.range(3).show()
                """);
    }

    private static void check(String firstCell, String expected) {
        var json =
                """
                {"cells": [
                  {"cell_type": "code", "source": [%s]},
                  {"cell_type": "code", "source": ["spark.range(3).show()"]}
                 ], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
                """
                        .formatted(firstCell);
        var file = SourceFile.ofBytes("n.ipynb", json.getBytes(StandardCharsets.UTF_8))
                .file()
                .orElseThrow();
        var settings = Settings.defaults(Path.of(""));
        var result = new Fixer(new RuleRunner(RuleSet.load(), settings), FixFilter.SAFE).fix(Workspace.of(file));
        assertThat(result.problems()).isEmpty();
        var fixed = NotebookSource.read(result.files().get(0).diskText()).orElseThrow();
        assertThat(fixed.text().strip()).isEqualTo(expected.strip());
    }
}
