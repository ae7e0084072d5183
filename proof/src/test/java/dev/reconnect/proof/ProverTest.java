package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of small programs on real Spark, one for each verdict and kind of program. */
class ProverTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static SparkHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        hosts = Hosts.start(shared);
        hosts.warm();
    }

    @AfterAll
    static void stop() {
        if (hosts != null) {
            hosts.close();
        }
    }

    @Test
    void verifiesAnEqualRewriteOnTheGivenDataAndItsVariants() throws IOException {
        data("sales.csv", "city,amount\nBerlin,3\nParis,4\nBerlin,-5\n");
        Path original = program(
                "job.py",
                """
                import sys
                from pyspark.sql import SparkSession, functions as F
                spark = SparkSession.builder.getOrCreate()
                sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, inferSchema=True)
                print(sales.rdd.count())
                sales.groupBy("city").agg(F.count("*").alias("n")).write.parquet(sys.argv[2] + "/counts")
                """);
        Path migrated =
                program("migrated.py", Files.readString(original).replace("sales.rdd.count()", "sales.count()"));
        Evidence evidence = prover().prove(ProofRequest.of(original, migrated)
                .data(folder.resolve("data"))
                .arguments(List.of("{data}", "{out}"))
                .build());
        assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.VERIFIED);
        assertThat(evidence.dataSets()).hasSizeGreaterThan(5);
    }

    private Prover prover() {
        return new Prover(
                hosts,
                Optional.empty(),
                (label, done, total) ->
                        System.err.printf("%s %d/%d %tT%n", label, done, total, System.currentTimeMillis()));
    }

    private Path program(String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name), source);
    }

    private void data(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data").resolve(name), content);
    }
}
