package dev.reconnect.cli.environment;

import dev.reconnect.cli.ProgressLine;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The Connect server of a release whose PySpark brings none. Spark 3.5 publishes it as an artifact of its own, of which Maven has no
 * later one than 3.5.7; it runs on the jars of any PySpark 3.5.
 */
public final class ConnectServer {
    private static final String ARTIFACT = "org.apache.spark:spark-connect_2.12:3.5.7";
    private static final String FILE = "spark-connect_2.12-3.5.7.jar";
    private static final String SHA_256 = "15366e21273a874c760b51fa00743a2acb8fa78642cc35d7a076a3ade0c5eef6";
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    private final Path folder;
    private final ProgressLine progress;

    public ConnectServer(Path cache, ProgressLine progress) {
        this.folder = cache.resolve("jars");
        this.progress = progress;
    }

    /** The jar to add, fetched when first needed; empty for a release that brings its server. */
    public Optional<Path> ensure(SparkRelease release) {
        if (release != SparkRelease.SPARK_3_5) {
            return Optional.empty();
        }
        var jar = folder.resolve(FILE);
        try {
            if (!Files.exists(jar)) {
                progress.begin("Fetching the Connect server of Spark 3.5");
                fetch(jar);
            }
            return Optional.of(jar);
        } catch (IOException e) {
            throw new UserException(
                    "Cannot fetch the Connect server of Spark 3.5, which its PySpark does not bring: " + e.getMessage(),
                    "Name a running one, as in --remote sc://host:port",
                    e);
        }
    }

    private void fetch(Path jar) throws IOException {
        var maven = Programs.find("mvn").orElseThrow(() -> new IOException("no Maven found"));
        Files.createDirectories(folder);
        var log = folder.resolve(FILE + ".log");
        var fetched = Files.createTempDirectory(folder, "fetched");
        try {
            Files.deleteIfExists(log);
            int code = Programs.run(
                    List.of(
                            maven.toString(),
                            "-B",
                            "-q",
                            PLUGIN,
                            "-Dartifact=" + ARTIFACT,
                            "-DoutputDirectory=" + fetched,
                            "-Dmdep.useBaseVersion=true"),
                    log);
            var copy = fetched.resolve(FILE);
            if (code != 0 || !Files.exists(copy)) {
                throw new IOException("Maven could not get " + ARTIFACT + "; its log is " + log);
            }
            if (!digest(copy).equals(SHA_256)) {
                throw new IOException("what Maven got for " + ARTIFACT + " is not the file that was published");
            }
            Files.move(copy, jar, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fetched.resolve(FILE));
            Files.deleteIfExists(fetched);
        }
    }

    private static String digest(Path file) throws IOException {
        try (var stream = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
