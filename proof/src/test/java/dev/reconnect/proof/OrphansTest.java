package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the tool ends, nothing that it started goes on. */
class OrphansTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOutlivesAKilledTool(boolean isolated) throws Exception {
        Path python = Hosts.python();
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Tool.class.getName(),
                python.toString(),
                folder.toString(),
                String.valueOf(isolated));
        Process tool = builder.inheritIO().start();
        Path ready = folder.resolve("ready");
        for (int i = 0; i < 3000 && !Files.exists(ready) && tool.isAlive(); i++) {
            Thread.sleep(100);
        }
        assertThat(ready).exists();
        assertThat(children()).anyMatch(line -> line.contains("SparkConnectServer"));
        tool.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        for (int i = 0; i < 300 && !children().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(children()).isEmpty();
    }

    private List<String> children() {
        return HostileProgramsTest.processesThatMention(folder);
    }

    /** The tool that gets killed: warm hosts after a first run. */
    static final class Tool {
        private Tool() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[1]);
            Path program = Files.writeString(
                    folder.resolve("job.py"),
                    """
                    from pyspark.sql import SparkSession
                    print(SparkSession.builder.getOrCreate().range(3).count())
                    """);
            HostSettings settings = HostSettings.of(Path.of(arguments[0]), folder.resolve("hosts"))
                    .withIsolation(Boolean.parseBoolean(arguments[2]));
            SparkHosts hosts = SparkHosts.start(settings);
            Evidence evidence = new Prover(hosts, java.util.Optional.empty(), ProofListener.SILENT)
                    .prove(ProofRequest.of(program, program).build());
            if (evidence.verdict() != Verdict.VERIFIED) {
                throw new IllegalStateException(evidence.toString());
            }
            Files.createFile(folder.resolve("ready"));
            Thread.sleep(600_000);
        }
    }
}
