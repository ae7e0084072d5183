package dev.reconnect.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The Python package that observes and runs programs: carried in the jar, written where an interpreter can import it. */
public final class RuntimeFiles {
    private static final String ROOT = "dev/reconnect/proof/runtime/";
    private static final int NAME_LENGTH = 16;

    private RuntimeFiles() {}

    /** The folder to put on {@code PYTHONPATH}, below a folder that keeps it from call to call. */
    public static Path unpacked(Path cache) throws IOException {
        Path folder = cache.resolve("runtime").resolve(digest().substring(0, NAME_LENGTH));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Path fresh = Files.createTempDirectory(folder.getParent(), "new-");
            extract(fresh);
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another call was faster: what it wrote is the same.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
        return folder;
    }

    /** Writes the package below the folder, whole or not at all for each file. */
    static void extract(Path folder) throws IOException {
        for (String name : names()) {
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.write(fresh, content(name));
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Changes whenever the package does: outcomes that another observer recorded do not count. */
    static String digest() throws IOException {
        var digest = new Digest();
        for (String name : names()) {
            digest.add(name).add(content(name));
        }
        return digest.hex();
    }

    /** The package's files, sorted, as places below the folder. */
    static List<String> names() throws IOException {
        Path home = home();
        if (Files.isDirectory(home)) {
            Path root = home.resolve(ROOT);
            try (Stream<Path> files = Files.walk(root)) {
                return sorted(
                        files.map(file -> root.relativize(file).toString().replace(java.io.File.separatorChar, '/')));
            }
        }
        try (var jar = new JarFile(home.toFile())) {
            return sorted(jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(ROOT))
                    .map(name -> name.substring(ROOT.length())));
        }
    }

    private static List<String> sorted(Stream<String> names) {
        return names.filter(name -> name.endsWith(".py")).sorted().toList();
    }

    private static Path home() throws IOException {
        try {
            return Path.of(RuntimeFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the jar has no place", e);
        }
    }

    private static byte[] content(String name) throws IOException {
        try (InputStream stream = RuntimeFiles.class.getResourceAsStream("/" + ROOT + name)) {
            if (stream == null) {
                throw new IOException("missing from the jar: " + name);
            }
            return stream.readAllBytes();
        }
    }
}
