package dev.reconnect.proof;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Warm hosts for tests: two JVMs are slow to start, so all tests that do no harm share them. */
final class Hosts {
    private static final Path FOLDER = Path.of("target", "hosts");

    private Hosts() {}

    private static final class Shared {
        static final SparkHosts HOSTS = startShared();

        private static SparkHosts startShared() {
            try {
                SparkHosts hosts = start(FOLDER);
                Runtime.getRuntime().addShutdownHook(new Thread(hosts::close, "close-hosts"));
                hosts.warm();
                return hosts;
            } catch (ProofException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static SparkHosts shared() {
        Path unused = python();
        return Shared.HOSTS;
    }

    /** The interpreter that the build names. */
    static Path python() {
        String python = System.getProperty("reconnect.python", "");
        Assumptions.assumeFalse(
                python.isEmpty(), "needs -Dreconnect.python=PATH, an interpreter with PySpark; ./dev check gives it");
        return Path.of(python);
    }

    static SparkHosts start(Path folder) throws ProofException {
        HostSettings settings = HostSettings.of(python(), folder);
        String jar = System.getProperty("reconnect.serverJar", "");
        return SparkHosts.start(jar.isEmpty() ? settings : settings.withServerJar(Path.of(jar)));
    }
}
