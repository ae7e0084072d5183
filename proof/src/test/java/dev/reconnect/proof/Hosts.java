package dev.reconnect.proof;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Warm hosts for tests, shared by a class of them. */
final class Hosts {
    private Hosts() {}

    /** The interpreter that the build names. */
    static Path python() {
        String python = System.getProperty("reconnect.python", "");
        Assumptions.assumeFalse(
                python.isEmpty(), "needs -Dreconnect.python=PATH, an interpreter with PySpark; ./dev check gives it");
        return Path.of(python);
    }

    static SparkHosts start(Path folder) throws ProofException {
        return SparkHosts.start(HostSettings.of(python(), folder));
    }
}
