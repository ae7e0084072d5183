package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelevanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "from pyspark.sql import SparkSession",
                "import databricks.koalas as ks",
                "df = spark.table('t')",
                "sc.textFile('f')",
                "x = (sc.parallelize([1]))",
                "df.rdd.map(f)",
                "sqlContext.sql('q')",
                "jvm = gateway._jvm",
                "dbutils.fs.ls('/')",
                "from py4j.protocol import Py4JJavaError",
                "def f(sc):\n    return sc.textFile('f')",
                "row._jrdd",
                "df._jdf",
                "sc._jsc"
            })
    void mentions(String text) {
        assertThat(Relevance.isMentioned(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "import os",
                "misc.value",
                "desc.strip()",
                "p",
                "a.rd",
                "_j",
                "import pandas as pd",
                "sqlite3",
                "MysqlCursor",
                "a ballpark figure",
                "print_jscode(x)",
                "sc = ScrolledCanvas(frame)\nsc.frame.pack()",
                "if x:\n    sc = make()\n    sc.run()",
                "d"
            })
    void doesNotMention(String text) {
        assertThat(Relevance.isMentioned(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from pyspark import SparkContext",
                "t = spark.table('t')",
                "import databricks.koalas",
                "sqlContext.sql('q')"
            })
    void isSource(String text) {
        assertThat(Relevance.of(text)).isEqualTo(Relevance.SOURCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a park",
                "org.spark.Thing",
                "see https://spark.apache.org",
                "It uses Spark. And more",
                "sc.map(f)",
                "sparkline.draw()"
            })
    void isNoSource(String text) {
        assertThat(Relevance.of(text)).isNotEqualTo(Relevance.SOURCE);
    }

    @Test
    void findsAWordWhereverItStands() {
        for (String word : List.of(
                "spark", ".rdd", "sqlContext", "_jvm", "_jdf", "_jsc", "_jrdd", "py4j", "dbutils", "databricks")) {
            for (int before = 0; before < 12; before++) {
                for (int after = 0; after < 4; after++) {
                    var text = "e".repeat(before) + word + " ".repeat(after);
                    assertThat(Relevance.isMentioned(text)).as(text).isTrue();
                }
            }
        }
    }
}
