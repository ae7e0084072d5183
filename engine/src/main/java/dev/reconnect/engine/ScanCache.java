package dev.reconnect.engine;

import dev.reconnect.core.Rule;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.FetchedFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Results of earlier scans in the user's cache folder. An entry holds for the very same files, contents, rules, settings and build of the
 * tool: types travel between files, so a change to one of them counts for all. What cannot be read or written is as good as absent.
 */
final class ScanCache {
    private static final int MOST_ENTRIES = 64;

    private final Optional<Path> folder;
    private final String circumstances;

    private ScanCache(Optional<Path> folder, String circumstances) {
        this.folder = folder;
        this.circumstances = circumstances;
    }

    static ScanCache none() {
        return new ScanCache(Optional.empty(), "");
    }

    /** The cache that the settings ask for; none while the tool runs from class folders, which change under its feet. */
    static ScanCache of(Settings settings, RuleSet selected) {
        if (!settings.cache()) {
            return none();
        }
        var builds = selected.rules().stream()
                .map(Rule::getClass)
                .map(ScanCache::build)
                .distinct()
                .toList();
        var engine = build(ScanCache.class);
        if (engine.isEmpty() || builds.contains(Optional.<String>empty())) {
            return none();
        }
        return in(
                settings.cacheDirectory().orElseGet(ScanCache::userFolder), settings, selected, engine.get() + builds);
    }

    /** @param build tells builds of the tool apart */
    static ScanCache in(Path folder, Settings settings, RuleSet selected, String build) {
        var names = selected.rules().stream().map(Rule::name).toList();
        var circumstances =
                String.join("\n", build, settings.target().target(), names.toString(), "" + selected.isComplete());
        return new ScanCache(Optional.of(folder), circumstances);
    }

    Entry entryFor(Workspace workspace, List<FetchedFile> files) {
        if (folder.isEmpty() || !files.stream().allMatch(FetchedFile::isOnDisk)) {
            return new Entry(Optional.empty(), new byte[0]);
        }
        var place = digest();
        var key = digest();
        place.update(workspace.root().toString().getBytes(StandardCharsets.UTF_8));
        key.update(circumstances.getBytes(StandardCharsets.UTF_8));
        var numbers = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        for (var file : files) {
            var name = (file.file().name() + '\n').getBytes(StandardCharsets.UTF_8);
            place.update(name);
            key.update(name);
            key.update(numbers.clear()
                    .putLong(file.fingerprint())
                    .putInt(file.length())
                    .flip());
        }
        var fileName = HexFormat.of().formatHex(place.digest(), 0, 12) + ".scan";
        return new Entry(folder.map(in -> in.resolve(fileName)), key.digest());
    }

    /** The place of one workspace in the cache, and the key its content has to carry. */
    static final class Entry {
        private final Optional<Path> file;
        private final byte[] key;

        private Entry(Optional<Path> file, byte[] key) {
            this.file = file;
            this.key = key;
        }

        Optional<CheckedFiles> read() {
            if (file.isEmpty() || !Files.isRegularFile(file.get())) {
                return Optional.empty();
            }
            try {
                return CacheFormat.read(Files.readAllBytes(file.get()), key);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        void write(CheckedFiles checked) {
            if (file.isEmpty() || checked.problems().stream().anyMatch(Problem::isInternal)) {
                return;
            }
            try {
                replace(file.get(), CacheFormat.write(checked, key));
            } catch (IOException e) {
                // A full disk or a folder that is read-only costs time, not results.
                return;
            }
        }

        private static void replace(Path file, byte[] bytes) throws IOException {
            var folder = Files.createDirectories(file.getParent());
            var temporary =
                    folder.resolve(Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
            try {
                Files.write(temporary, bytes);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            prune(folder);
        }

        /** Drops the entries that were written longest ago. */
        private static void prune(Path folder) throws IOException {
            var entries = folder.toFile().listFiles((in, name) -> name.endsWith(".scan"));
            if (entries == null || entries.length <= MOST_ENTRIES) {
                return;
            }
            Arrays.sort(entries, Comparator.comparingLong(java.io.File::lastModified));
            for (int i = 0; i < entries.length - MOST_ENTRIES; i++) {
                Files.deleteIfExists(entries[i].toPath());
            }
        }
    }

    private static Path userFolder() {
        var set = System.getenv("XDG_CACHE_HOME");
        var base =
                set == null || set.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(set);
        return base.resolve("reconnect").resolve("scans");
    }

    /** The jar that a class comes from, with its size and time; absent for a class in a folder. */
    private static Optional<String> build(Class<?> type) {
        try {
            var source = type.getProtectionDomain().getCodeSource();
            var file = source == null ? null : Path.of(source.getLocation().toURI());
            if (file == null || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            return Optional.of(file + ":" + Files.size(file) + ":"
                    + Files.getLastModifiedTime(file).toMillis());
        } catch (URISyntaxException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
