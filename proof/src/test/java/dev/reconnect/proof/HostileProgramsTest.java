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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that misbehave end with a clear verdict, and the next program finds everything as before. */
class HostileProgramsTest {
    private static final String GOOD =
            """
            from pyspark.sql import SparkSession
            print(SparkSession.builder.getOrCreate().range(3).count())
            """;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static SparkHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        hosts = Hosts.start(shared);
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
        Evidence evidence = prove(GOOD, "while True:\n    pass\n", Duration.ofSeconds(20));
        assertThat(evidence.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(evidence.reasons().get(0)).contains("the time limit");
        Evidence original = prove("while True:\n    pass\n", GOOD, Duration.ofSeconds(5));
        assertThat(original.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(original.reasons().get(0)).contains("the time limit");
        assertStillWorks();
    }

    @Test
    void aForkBombEndsAtTheProcessLimit() throws IOException {
        Evidence evidence =
                prove(GOOD, "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n");
        assertThat(evidence.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(evidence.reasons().get(0)).contains("the processes limit");
        assertStillWorks();
    }

    @Test
    void outputWithoutEndEndsAtTheOutputLimit() throws IOException {
        Evidence evidence = prove(GOOD, "while True:\n    print('x' * 1000)\n");
        assertThat(evidence.reasons().get(0)).contains("the output limit");
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
        assertThat(evidence.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(evidence.reasons().get(0)).containsAnyOf("limit", "OSError");
    }

    @Test
    void memoryWithoutEndEndsAtTheMemoryLimit() throws IOException {
        Evidence evidence = prove(GOOD, "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 24))\n");
        assertThat(evidence.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(evidence.reasons().get(0)).containsAnyOf("the memory limit", "MemoryError");
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
        assertThat(evidence.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(evidence.reasons().get(0)).contains("Spark JVM it used has ended");
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

    private Evidence prove(String original, String migrated, Duration time) throws IOException {
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
