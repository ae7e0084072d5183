package dev.reconnect.cli.environment;

import dev.reconnect.core.facts.SparkRelease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The pinned packages of an environment, each file locked by hashes. */
record Requirements(SparkRelease release, List<String> extra) {
    private static final int HASH_LENGTH = 10;

    Requirements {
        extra = List.copyOf(extra);
    }

    List<String> files() {
        var files = new ArrayList<String>();
        files.add("spark-" + release.label());
        files.addAll(extra);
        return files;
    }

    /** A name that changes with the packages. */
    String name() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files()) {
                digest.update(read(file));
            }
            return String.join("+", files()) + "-"
                    + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] read(String name) {
        try (InputStream file = Requirements.class.getResourceAsStream("/requirements/" + name + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("no requirements called " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
