package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of small programs on real Spark, one for each verdict and kind of program. */
class ProverTest {
    private static final String SESSION =
            "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n";

    @TempDir
    Path folder;

    static SparkHosts hosts;

    @BeforeAll
    static void start() {
        hosts = Hosts.shared();
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

    @Test
    void aProgramThatMakesItsOutputFolderFindsNone() throws IOException {
        data("sales.csv", "city,amount\nBerlin,3\nParis,4\nBerlin,-5\n");
        Path original = program(
                "job.py",
                """
                import sys
                from pyspark import SparkContext
                sc = SparkContext()
                lines = sc.textFile(sys.argv[1] + "/sales.csv")
                lines.map(lambda line: line.split(",")[0]).saveAsTextFile(sys.argv[2])
                """);
        String migrated =
                """
                import sys
                from pyspark.sql import SparkSession, functions as F
                spark = SparkSession.builder.getOrCreate()
                lines = spark.read.text(sys.argv[1] + "/sales.csv")
                lines.select(F.split("value", ",")[%d]).write.text(sys.argv[2])
                """;
        var evidence = proveWithOut(original, program("right.py", migrated.formatted(0)));
        assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.VERIFIED);
        assertThat(evidence.observables())
                .anyMatch(observable -> observable.name().contains("{out}"));
        evidence = proveWithOut(original, program("wrong.py", migrated.formatted(1)));
        assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.DIFFERS);
    }

    private Evidence proveWithOut(Path original, Path migrated) {
        return prover().prove(ProofRequest.of(original, migrated)
                .data(folder.resolve("data"))
                .arguments(List.of("{data}", "{out}"))
                .variants(false)
                .build());
    }

    @Test
    void whereNumbersAreLargeTheOrderOfASumDoesNotCount() throws IOException {
        data("sales.csv", "city,amount\nBerlin,3\nParis,4\nRome,5\nOslo,7\nBern,9\n");
        String program =
                """
                import sys
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema="city string, amount bigint")
                amounts = [abs(row.amount or 0) * 1.1 for row in sales.collect()]
                print(format(sum(%s), ".2f"))
                """;
        Path original = program("job.py", program.formatted("amounts"));
        Path migrated = program("migrated.py", program.formatted("sorted(amounts, reverse=True)"));
        var evidence = prover().prove(ProofRequest.of(original, migrated)
                .data(folder.resolve("data"))
                .arguments(List.of("{data}"))
                .build());
        assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.VERIFIED);
        assertThat(evidence.dataSets())
                .filteredOn(data -> data.note().contains("nine digits"))
                .extracting(Evidence.DataSet::name)
                .containsExactly("extremes");
        assertThat(evidence.observables().toString()).contains("nine digits");

        String decimals = program.replace("* 1.1", "* Decimal('1.1')")
                .replace("import sys", "from decimal import Decimal\nimport sys");
        original = program("decimals.py", decimals.formatted("amounts"));
        migrated = program("floats.py", decimals.formatted("[float(amount) for amount in amounts]"));
        evidence = prover().prove(ProofRequest.of(original, migrated)
                .data(folder.resolve("data"))
                .arguments(List.of("{data}"))
                .build());
        assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void whereIntegersOutgrow64BitsAVariantDoesNotCount() throws IOException {
        data("sales.csv", "city,amount\nBerlin,3\nParis,4\n");
        Path original = program(
                "job.py",
                """
                import sys
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema="city string, amount bigint")
                print([None if row.amount is None else row.amount * 3 for row in sales.collect()])
                """);
        Path migrated = program(
                "migrated.py",
                Files.readString(original)
                        .replaceFirst(
                                "print.*", "print([row[0] for row in sales.select(sales.amount * 3).collect()])"));
        var request =
                ProofRequest.of(original, migrated).data(folder.resolve("data")).arguments(List.of("{data}"));
        var strict = prover().prove(request.build());
        assertThat(strict.verdict()).as(strict.toString()).isEqualTo(Verdict.DIFFERS);
        var evidence = prover().prove(request.lifted(true).build());
        assertThat(evidence.verdict()).as(evidence.toString()).isEqualTo(Verdict.VERIFIED);
        assertThat(evidence.dataSets())
                .filteredOn(data -> data.name().equals("extremes"))
                .singleElement()
                .matches(data ->
                        data.result() == Evidence.Result.EXCLUDED && data.note().contains("64 bits"));
        assertThat(evidence.dataSets())
                .filteredOn(data -> data.name().equals("large numbers"))
                .singleElement()
                .matches(data -> data.result() == Evidence.Result.EQUAL);
    }

    @Test
    void withNothingToObserveItIsUnproven() throws IOException {
        Path program = program(
                "quiet.py",
                "N = 3\nfrom pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n");
        Evidence evidence = prove(program, program);
        assertThat(evidence.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(evidence.reasons()).contains("there is nothing to observe");
        assertThat(evidence.advice()).singleElement().asString().contains("--call");
    }

    @Test
    void aRunThatDoesNotGetToSparkProvesNothing() throws IOException {
        Path program = program(
                "job.py",
                """
                import argparse
                from pyspark.sql import SparkSession
                parser = argparse.ArgumentParser()
                parser.add_argument("--folder", required=True)
                folder = parser.parse_args().folder
                print(SparkSession.builder.getOrCreate().read.text(folder).count())
                """);
        Evidence evidence = prove(program, program);
        assertThat(evidence.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(evidence.reasons())
                .containsExactly("the original ends without having used Spark, with exit code 2: job.py: error: the"
                        + " following arguments are required: --folder");
        assertThat(evidence.advice()).containsExactly(Proving.ARGUMENTS);
        Path usage = program("usage.py", "print('usage: usage.py FOLDER')\n");
        assertThat(prove(usage, usage).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(prover().prove(ProofRequest.of(
                                        program("twice.py", "def twice(n):\n    return 2 * n\n"),
                                        folder.resolve("twice.py"))
                                .calls(List.of("twice(4)"))
                                .build())
                        .verdict())
                .as("of calls, the results count")
                .isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void whatDiffersEachTimeIsUnproven() throws IOException {
        Path program = program("random.py", SESSION + "import random\nprint(random.random())\n");
        Evidence evidence = prove(program, program);
        assertThat(evidence.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(evidence.reasons().get(0)).contains("differs between two classic runs");
    }

    @Test
    void anOriginalThatFailsProvesNothing() throws IOException {
        Path program = program("failing.py", "raise KeyError('x')\n");
        Evidence evidence = prove(program, program);
        assertThat(evidence.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(evidence.reasons().get(0)).contains("KeyError");
    }

    @Test
    void aMigratedProgramThatFailsDiffers() throws IOException {
        Path original = program(
                "context.py",
                "from pyspark import SparkContext\nprint(SparkContext.getOrCreate().defaultMinPartitions)\n");
        Evidence evidence = prove(original, original);
        assertThat(evidence.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(evidence.difference().orElseThrow().observable()).isEqualTo("how the program ends");
    }

    @Test
    void whatIsMissingIsAFailure() throws IOException {
        Path program = program("job.py", "print(1)\n");
        assertThat(prove(program, folder.resolve("nowhere.py")).verdict()).isEqualTo(Verdict.FAILED);
        Evidence release =
                prover().prove(ProofRequest.of(program, program).release("3.0").build());
        assertThat(release.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(release.reasons().get(0)).contains("3.0");
    }

    @Test
    void modulesAndSmallFilesBesideTheProgramAreFound() throws IOException {
        program("helper.py", "def twice(n):\n    return 2 * n\n");
        program("settings.json", "{\"n\": 21}");
        Path program = program(
                "job.py",
                SESSION + "import helper, json\nprint(helper.twice(json.load(open('settings.json'))['n']))\n");
        assertThat(prove(program, program).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void sharedStateOfTheServerEndsWithTheRun() throws IOException {
        Path program = program(
                "tables.py",
                """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.range(3).write.saveAsTable("kept")
                spark.range(3).createGlobalTempView("seen")
                spark.sql("CREATE DATABASE more")
                print(spark.table("kept").count())
                """);
        assertThat(prove(program, program).verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(prove(program, program).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void outcomesOfTheOriginalAreRemembered() throws IOException {
        Path program = program("once.py", SESSION + "print(1)\n");
        var remembering = new Prover(hosts, Optional.of(folder.resolve("outcomes")), ProofListener.SILENT);
        assertThat(remembering
                        .prove(ProofRequest.of(program, program).build())
                        .effort()
                        .remembered())
                .isZero();
        Evidence again = remembering.prove(ProofRequest.of(program, program).build());
        assertThat(again.effort().remembered()).isEqualTo(2);
        assertThat(again.verdict()).isEqualTo(Verdict.VERIFIED);
    }

    private Evidence prove(Path original, Path migrated) {
        return prover().prove(ProofRequest.of(original, migrated).build());
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
