package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

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
                "from py4j.protocol import Py4JJavaError"
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
                "d"
            })
    void doesNotMention(String text) {
        assertThat(Relevance.isMentioned(text)).isFalse();
    }
}
