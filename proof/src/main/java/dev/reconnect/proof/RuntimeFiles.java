package dev.reconnect.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The Python package that observes programs: carried in the jar, written where an interpreter can import it. */
final class RuntimeFiles {
    private static final String ROOT = "/dev/reconnect/proof/runtime/";

    static final List<String> NAMES = List.of(
            "reconnect_runtime/__init__.py",
            "reconnect_runtime/observe/__init__.py",
            "reconnect_runtime/observe/failures.py",
            "reconnect_runtime/observe/files.py",
            "reconnect_runtime/observe/host.py",
            "reconnect_runtime/observe/janitor.py",
            "reconnect_runtime/observe/jvms.py",
            "reconnect_runtime/observe/opened.py",
            "reconnect_runtime/observe/plan.py",
            "reconnect_runtime/observe/program.py",
            "reconnect_runtime/observe/sandbox.py",
            "reconnect_runtime/observe/values.py",
            "reconnect_runtime/observe/variants.py",
            "reconnect_runtime/observe/workers.py",
            "reconnect_runtime/observe/zygote.py");

    private RuntimeFiles() {}

    /** Writes the package below the folder, whole or not at all for each file. */
    static void extract(Path folder) throws IOException {
        for (String name : NAMES) {
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.write(fresh, content(name));
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Changes whenever the observer does: outcomes that another observer recorded do not count. */
    static String digest() throws IOException {
        var digest = new Digest();
        for (String name : NAMES) {
            digest.add(name).add(content(name));
        }
        return digest.hex();
    }

    private static byte[] content(String name) throws IOException {
        try (InputStream stream = RuntimeFiles.class.getResourceAsStream(ROOT + name)) {
            if (stream == null) {
                throw new IOException("missing from the jar: " + name);
            }
            return stream.readAllBytes();
        }
    }
}
