package dev.reconnect.python.stubs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stub files beside this class. A file is read when a name that it knows is first asked for, and then only cut into sections.
 * {@code index.tsv} says which file knows which names; {@code builtins.stub} knows those of Python itself.
 */
public final class StubLibrary {
    private static final String BUILTINS = "builtins.stub";

    private final Map<String, String> fileOfPrefix = new HashMap<>();
    private final Map<String, StubFile> files = new ConcurrentHashMap<>();

    private StubLibrary() {
        for (String line : read("index.tsv").split("\n")) {
            int tab = line.indexOf('\t');
            if (tab > 0 && line.charAt(0) != '#') {
                fileOfPrefix.put(line.substring(0, tab), line.substring(tab + 1).strip());
            }
        }
    }

    /** The stubs that come with this program. */
    public static StubLibrary bundled() {
        return Bundled.LIBRARY;
    }

    /** The class or module of that name or alias. */
    public Optional<StubSection> find(String qualifiedName) {
        return Optional.ofNullable(fileFor(qualifiedName).find(qualifiedName));
    }

    /** Whether stubs exist for the top-level package of the name. */
    public boolean covers(String qualifiedName) {
        int dot = qualifiedName.indexOf('.');
        return fileOfPrefix.containsKey(dot < 0 ? qualifiedName : qualifiedName.substring(0, dot));
    }

    private StubFile fileFor(String qualifiedName) {
        var prefix = qualifiedName;
        while (true) {
            var file = fileOfPrefix.get(prefix);
            if (file != null) {
                return file(file);
            }
            int dot = prefix.lastIndexOf('.');
            if (dot < 0) {
                return file(BUILTINS);
            }
            prefix = prefix.substring(0, dot);
        }
    }

    private StubFile file(String name) {
        return files.computeIfAbsent(name, key -> new StubFile(read(key)));
    }

    private static String read(String name) {
        try (InputStream stub = StubLibrary.class.getResourceAsStream(name)) {
            if (stub == null) {
                throw new IllegalStateException("no stub file " + name);
            }
            return new String(stub.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bundled {
        private static final StubLibrary LIBRARY = new StubLibrary();
    }
}
