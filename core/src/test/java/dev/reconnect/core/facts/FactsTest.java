package dev.reconnect.core.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FactsTest {
    private final Facts facts = Facts.ofSpark();

    @Test
    void knowsWhatNeverWorks() {
        var rdd = facts.find("pyspark.sql.DataFrame.rdd").orElseThrow();

        assertThat(rdd.kind()).isEqualTo(FactKind.PROPERTY);
        assertThat(rdd.message()).isEqualTo("[NOT_IMPLEMENTED]");
        assertThat(rdd.since()).isEmpty();
        assertThat(rdd.owner()).isEqualTo("pyspark.sql.DataFrame");
        assertThat(rdd.name()).isEqualTo("rdd");
        for (var release : SparkRelease.values()) {
            assertThat(rdd.verdict(release)).as(release.label()).isEqualTo(FactVerdict.UNSUPPORTED);
            assertThat(rdd.isOnClassic(release)).isTrue();
        }
    }

    @Test
    void answersForARelease() {
        var toJson = facts.find("pyspark.sql.DataFrame.toJSON").orElseThrow();
        assertThat(toJson.verdict(SparkRelease.SPARK_4_1)).isEqualTo(FactVerdict.UNSUPPORTED);
        assertThat(toJson.verdict(SparkRelease.SPARK_4_2)).isEqualTo(FactVerdict.DIFFERS);

        var newSession = facts.find("pyspark.sql.SparkSession.newSession").orElseThrow();
        assertThat(newSession.worksAfter(SparkRelease.DEFAULT)).contains(SparkRelease.SPARK_4_3);
        assertThat(newSession.worksAfter(SparkRelease.SPARK_4_3)).isEmpty();

        var foreach = facts.find("pyspark.sql.DataFrame.foreach").orElseThrow();
        assertThat(foreach.verdict(SparkRelease.SPARK_3_5)).isEqualTo(FactVerdict.UNSUPPORTED);
        assertThat(foreach.since()).isEqualTo("4.0");
    }

    @Test
    void aSymbolThatDoesNotExistYetIsUnsupported() {
        var zipWithIndex = facts.find("pyspark.sql.DataFrame.zipWithIndex").orElseThrow();

        assertThat(zipWithIndex.verdict(SparkRelease.SPARK_4_1)).isEqualTo(FactVerdict.UNSUPPORTED);
        assertThat(zipWithIndex.isOnClassic(SparkRelease.SPARK_4_1)).isFalse();
        assertThat(zipWithIndex.verdict(SparkRelease.SPARK_4_2)).isEqualTo(FactVerdict.SUPPORTED);
    }

    @Test
    void everyAreaIsFound() {
        for (var symbol : List.of(
                "pyspark.SparkContext.parallelize",
                "pyspark.sql.functions.col",
                "pyspark.sql.types.StructType.add",
                "pyspark.sql.streaming.DataStreamWriter.foreachBatch",
                "pyspark.streaming.StreamingContext.start",
                "pyspark.ml.feature.Tokenizer",
                "pyspark.mllib.clustering.KMeans.train",
                "pyspark.mllib.linalg.Vectors.dense",
                "pyspark.pandas.DataFrame.head",
                "pyspark.sql.datasource.DataSource.schema")) {
            assertThat(facts.find(symbol)).as(symbol).isPresent();
        }
        assertThat(facts.find("pyspark.sql.DataFrame.noSuchThing")).isEmpty();
        assertThat(facts.find("pysparkling.Thing")).isEmpty();
        assertThat(facts.find("scipy.sparse")).isEmpty();
    }

    @Test
    void mllibIsRightAtTheMember() {
        assertThat(verdict("pyspark.mllib.linalg.Vectors.dense")).isEqualTo(FactVerdict.SUPPORTED);
        assertThat(verdict("pyspark.mllib.regression.LabeledPoint")).isEqualTo(FactVerdict.SUPPORTED);
        assertThat(verdict("pyspark.mllib.clustering.KMeans.train")).isEqualTo(FactVerdict.UNSUPPORTED);
        assertThat(verdict("pyspark.mllib.linalg.distributed.RowMatrix")).isEqualTo(FactVerdict.UNSUPPORTED);
    }

    @Test
    void whatNeedsNoServerIsSupported() {
        for (var symbol : List.of(
                "pyspark.StorageLevel",
                "pyspark.SparkConf",
                "pyspark.TaskContext.get",
                "pyspark.sql.Window.partitionBy",
                "pyspark.sql.types.StructType",
                "pyspark.sql.Row")) {
            assertThat(verdict(symbol)).as(symbol).isEqualTo(FactVerdict.SUPPORTED);
        }
    }

    @Test
    void findsMembersByName() {
        assertThat(facts.named("getNumPartitions")).extracting(Fact::symbol).contains("pyspark.RDD.getNumPartitions");
        assertThat(facts.named("_jdf")).extracting(Fact::symbol).contains("pyspark.sql.DataFrame._jdf");
        assertThat(facts.named("noSuchMember")).isEmpty();
    }

    @Test
    void behavioursAreKeptApartFromSymbols() {
        var behaviours = facts.behaviours("pyspark.sql.DataFrame.createOrReplaceTempView");

        assertThat(behaviours).isNotEmpty();
        assertThat(behaviours).allSatisfy(fact -> {
            assertThat(fact.kind()).isEqualTo(FactKind.BEHAVIOUR);
            assertThat(fact.source()).startsWith("probe:");
            assertThat(fact.message()).isNotBlank();
        });
    }

    @Test
    void everyRowIsWellFormed() {
        var seen = new HashSet<String>();
        var all = facts.all();

        assertThat(all).hasSizeGreaterThan(5_000);
        assertThat(all).allSatisfy(fact -> {
            assertThat(seen.add(fact.symbol())).as("once: " + fact.symbol()).isTrue();
            assertThat(fact.classic()).matches("[yn]{5}");
            assertThat(fact.verdicts()).matches("[SUD-]{5}");
            assertThat(fact.source()).isNotBlank();
            if (fact.verdicts().charAt(3) == 'U') {
                assertThat(fact.message()).as(fact.symbol()).isNotBlank();
            }
        });
    }

    private FactVerdict verdict(String symbol) {
        return facts.find(symbol).orElseThrow().verdict(SparkRelease.DEFAULT);
    }
}
