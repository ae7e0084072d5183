package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that misbehave end with a clear verdict, and the next program finds everything as before. */
class HostileProgramsTest {
    private static final String GOOD =
            """
            from pyspark.sql import SparkSession
            print(SparkSession.builder.getOrCreate().range(3).count())
            """;

    private static final int HEAP_MEGABYTES = 512;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static SparkHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        // A small heap is full sooner.
        hosts = SparkHosts.start(
                new HostSettings(Hosts.python(), shared, Optional.empty(), Optional.empty(), true, HEAP_MEGABYTES));
        Path program = Files.writeString(shared.resolve("good.py"), GOOD);
        Evidence evidence = new Prover(hosts, Optional.empty(), ProofListener.SILENT)
                .prove(ProofRequest.of(program, program).build());
        assertThat(evidence.verdict()).as(evidence.reasons().toString()).isEqualTo(Verdict.VERIFIED);
    }

    @AfterAll
    static void stop() {
        if (hosts != null) {
            hosts.close();
            assertThat(processesThatMention(shared)).isEmpty();
        }
    }

    @Test
    void anEndlessLoopEndsAtTheTimeLimit() throws IOException {
        assertStillWorks(); // so that what starts Spark anew after another test does not count
        Evidence evidence = prove(GOOD, "while True:\n    pass\n", Duration.ofSeconds(6));
        assertFailed(evidence, "the migrated program does not run on Connect: it ran into the time limit (");
        Evidence original = prove("while True:\n    pass\n", GOOD, Duration.ofSeconds(2));
        assertFailed(original, "the original does not run on classic Spark: it ran into the time limit (");
        assertStillWorks();
    }

    @Test
    void aProgramThatOnlyWaitsIsGivenMoreTimeAndEndsAllTheSame() throws IOException {
        assertStillWorks();
        Evidence patient = prove(GOOD, GOOD + "import time\ntime.sleep(6)\n", Duration.ofSeconds(5));
        assertThat(patient.verdict()).as(patient.reasons().toString()).isEqualTo(Verdict.VERIFIED);
        Evidence endless = prove(GOOD, "import time\ntime.sleep(1000)\n", Duration.ofSeconds(2));
        assertFailed(endless, "the time limit (", " by the clock)");
    }

    @Test
    void aForkBombEndsAtTheProcessLimit() throws IOException {
        Evidence evidence =
                prove(GOOD, "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n");
        assertFailed(evidence, "the processes limit (more than 64)");
        assertStillWorks();
    }

    @Test
    void outputWithoutEndEndsAtTheOutputLimit() throws IOException {
        Evidence evidence = prove(GOOD, "while True:\n    print('x' * 1000)\n");
        assertFailed(evidence, "the output limit (more than 4 MiB)");
    }

    @Test
    void anEverGrowingFileEndsAtALimit() throws IOException {
        Evidence evidence = prove(
                GOOD,
                """
                import os
                with open("big", "wb") as stream:
                    while True:
                        stream.write(b"x" * (1 << 20))
                """);
        assertFailed(evidence, "the file size limit (a file became too large)");
    }

    @Test
    void memoryWithoutEndEndsAtTheMemoryLimit() throws IOException {
        Evidence evidence = prove(GOOD, "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 24))\n");
        assertFailed(evidence, "the memory limit (");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void memoryWithoutEndInAPythonWorkerEndsAtTheMemoryLimit(boolean classic) throws IOException {
        String hoarder = inWorker("hoard = []\n    while True:\n        hoard.append(bytearray(1 << 24))");
        Evidence evidence = classic ? prove(hoarder, GOOD) : prove(GOOD, hoarder);
        assertFailed(evidence, "the memory limit (one of Spark's Python workers");
        assertStillWorks();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aForkBombInAPythonWorkerEndsAtTheProcessLimit(boolean classic) throws IOException {
        String bomb = inWorker("import os, time\n    for _ in range(300):\n        if os.fork() == 0:\n"
                + "            time.sleep(600)\n    time.sleep(600)");
        Evidence evidence = classic ? prove(bomb, GOOD) : prove(GOOD, bomb);
        assertFailed(evidence, "the processes limit (more than 64 below Spark's Python workers)");
        assertStillWorks();
    }

    @Test
    void aPythonWorkerThatKillsTheServerIsAFailureAndTheServerComesBack() throws IOException {
        String killer = inWorker(
                """
                import os, signal
                    for name in sorted(os.listdir("/proc"), key=lambda name: name != "2"):
                        if name.isdigit() and int(name) not in (1, os.getpid()):
                            try:
                                os.kill(int(name), signal.SIGKILL)
                            except OSError:
                                pass""");
        Evidence evidence = prove(GOOD, killer);
        assertFailed(evidence, "the Spark JVM it used has ended: it was killed by SIGKILL");
        assertStillWorks();
    }

    @Test
    void aServerThatRunsOutOfMemoryIsAFailureAndTheServerComesBack() throws IOException {
        Evidence evidence = prove(
                GOOD,
                """
                from pyspark.sql import SparkSession, functions as F
                spark = SparkSession.builder.getOrCreate()
                wide = spark.range(1 << 24).select(F.repeat(F.lit("x"), 1 << 12).alias("x"))
                print(wide.agg(F.collect_list("x").alias("all")).select(F.size("all")).collect())
                """);
        assertFailed(evidence, "the Spark JVM it used has ended: it ran out of memory (512 MiB)");
        assertStillWorks();
    }

    /** A program whose UDF does what a hostile one would do, with the statements at the indentation of a function. */
    private static String inWorker(String statements) {
        return """
                from pyspark.sql import SparkSession, functions as F
                spark = SparkSession.builder.getOrCreate()
                def hostile(value):
                    %s
                    return value
                print(spark.range(1).select(F.udf(hostile, "long")("id")).collect())
                """
                .formatted(statements);
    }

    @Test
    void aDiskThatIsFullIsAFailureThatSaysSo() throws Exception {
        Path small = smallDisk();
        String filler = GOOD
                + """
                import os
                with open("big", "wb") as stream:
                    while True:
                        stream.write(os.urandom(1 << 20))
                        stream.flush()
                """;
        try (SparkHosts others = Hosts.start(small)) {
            Evidence evidence = prove(others, GOOD, filler, Duration.ofSeconds(60));
            assertFailed(evidence, "the disk limit (no space left");
            Evidence again = prove(others, GOOD, GOOD + "\n", Duration.ofSeconds(60));
            assertThat(again.verdict()).as(again.reasons().toString()).isEqualTo(Verdict.VERIFIED);
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    /** A file system of 100 MiB, where we may mount one. */
    private Path smallDisk() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        int code = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", small.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        Assumptions.assumeTrue(code == 0, "mounting a small disk needs root");
        return small;
    }

    @Test
    void killingEverythingInReachDoesNotReachTheHost() throws IOException {
        prove(
                GOOD,
                """
                import os, signal
                for name in os.listdir("/proc"):
                    if name.isdigit() and int(name) != os.getpid():
                        try:
                            os.kill(int(name), signal.SIGKILL)
                        except OSError:
                            pass
                """);
        assertStillWorks();
    }

    @Test
    void endingTheJvmIsAFailure() throws IOException {
        Evidence evidence = prove(
                """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.sparkContext._jvm.java.lang.System.exit(1)
                """,
                GOOD);
        assertFailed(evidence, "the Spark JVM it used has ended");
        assertStillWorks();
    }

    @Test
    void aConnectProgramHasNoClassicSparkToFallBackTo() throws IOException {
        String classic =
                """
                import os
                os.environ.pop("SPARK_REMOTE", None)
                os.environ.pop("JAVA_HOME", None)
                from pyspark import SparkContext
                print(SparkContext.getOrCreate().parallelize([1, 2, 3]).count())
                """;
        Evidence evidence = prove(classic, classic);
        assertThat(evidence.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(evidence.difference().orElseThrow().got()).contains("JAVA_GATEWAY_EXITED");
    }

    @Test
    void filesOutsideTheRunAreOutOfReach() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim.txt"), "kept");
        String meddling = GOOD
                + "try:\n    open(%r, 'w').write('gone')\nexcept OSError:\n    pass\n"
                        .replace("%r", "'" + victim + "'");
        prove(meddling, meddling);
        if ("bubblewrap".equals(hosts.environment().isolation().get("mechanism"))) {
            assertThat(victim).hasContent("kept");
        }
    }

    private void assertStillWorks() throws IOException {
        Evidence evidence = prove(GOOD, GOOD + "\n");
        assertThat(evidence.verdict()).as(evidence.reasons().toString()).isEqualTo(Verdict.VERIFIED);
    }

    private Evidence prove(String original, String migrated) throws IOException {
        return prove(original, migrated, Duration.ofSeconds(60));
    }

    private static void assertFailed(Evidence evidence, String... said) {
        assertThat(evidence.verdict()).as(evidence.reasons().toString()).isEqualTo(Verdict.FAILED);
        assertThat(evidence.reasons().get(0)).contains(said);
    }

    private Evidence prove(String original, String migrated, Duration time) throws IOException {
        return prove(hosts, original, migrated, time);
    }

    private Evidence prove(SparkHosts hosts, String original, String migrated, Duration time) throws IOException {
        Path left = Files.writeString(folder.resolve("original.py"), original);
        Path right = Files.writeString(folder.resolve("migrated.py"), migrated);
        return new Prover(hosts, Optional.empty(), ProofListener.SILENT)
                .prove(ProofRequest.of(left, right)
                        .limits(Limits.DEFAULT.withTime(time))
                        .build());
    }

    /** Command lines of living processes that were started for a folder. */
    static List<String> processesThatMention(Path folder) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(folder.toString()))
                    .collect(Collectors.toList());
        }
    }
}
