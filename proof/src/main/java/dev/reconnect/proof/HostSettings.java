package dev.reconnect.proof;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How programs are run.
 *
 * @param python the interpreter that has PySpark installed
 * @param folder where runs, logs and data variants go; created if absent, and used by one {@link SparkHosts} at a time
 * @param remote the address of a running Connect server, <code>sc://host:port</code>; empty for one of our own
 * @param serverJar the Connect server's jar, for a PySpark that brings none
 * @param isolation whether to use bubblewrap where it works
 * @param heapMegabytes what each of the two JVMs may have
 */
public record HostSettings(
        Path python,
        Path folder,
        Optional<String> remote,
        Optional<Path> serverJar,
        boolean isolation,
        int heapMegabytes) {

    public HostSettings {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Our own server, isolated as far as the system can. */
    public static HostSettings of(Path python, Path folder) {
        return new HostSettings(python, folder, Optional.empty(), Optional.empty(), true, 1024);
    }

    public HostSettings withRemote(String url) {
        return new HostSettings(python, folder, Optional.of(url), serverJar, isolation, heapMegabytes);
    }

    public HostSettings withIsolation(boolean value) {
        return new HostSettings(python, folder, remote, serverJar, value, heapMegabytes);
    }

    public HostSettings withServerJar(Path jar) {
        return new HostSettings(python, folder, remote, Optional.of(jar), isolation, heapMegabytes);
    }
}
