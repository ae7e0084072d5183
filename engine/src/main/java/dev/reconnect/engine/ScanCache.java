package dev.reconnect.engine;

import dev.reconnect.core.Rule;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.net.URISyntaxException;
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
 * Snapshots of earlier scans in the user's cache folder, one for each place, target and set of rules, of the same build of the tool. What of
 * a snapshot holds for the files as they are now, {@link Reuse} says. What cannot be read or written is as good as absent.
 */
final class ScanCache {
    private static final int MOST_ENTRIES = 64;

    private final Optional<Path> folder;
    private final String build;
    private final String circumstances;

    private ScanCache(Optional<Path> folder, String build, String circumstances) {
        this.folder = folder;
        this.build = build;
        this.circumstances = circumstances;
    }

    static ScanCache none() {
        return new ScanCache(Optional.empty(), "", "");
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
        var circumstances = String.join("\n", settings.target().target(), names.toString(), "" + selected.isComplete());
        return new ScanCache(Optional.of(folder), build, circumstances);
    }

    Entry entryFor(Workspace workspace) {
        if (folder.isEmpty() || workspace.files().isEmpty()) {
            return new Entry(Optional.empty(), new byte[0]);
        }
        var place = digest();
        place.update(workspace.root().toString().getBytes(StandardCharsets.UTF_8));
        place.update(circumstances.getBytes(StandardCharsets.UTF_8));
        place.update(placeOf(workspace).getBytes(StandardCharsets.UTF_8));
        var key = digest();
        key.update(build.getBytes(StandardCharsets.UTF_8));
        var fileName = HexFormat.of().formatHex(place.digest(), 0, 12) + ".scan";
        return new Entry(folder.map(in -> in.resolve(fileName)), key.digest());
    }

    /** The folder that all files lie below, or the one file. */
    private static String placeOf(Workspace workspace) {
        var files = workspace.files();
        var first = files.get(0).name();
        var last = files.get(files.size() - 1).name();
        int end = 0;
        while (end < first.length() && end < last.length() && first.charAt(end) == last.charAt(end)) {
            end++;
        }
        return files.size() == 1 ? first : first.substring(0, first.lastIndexOf('/', end) + 1);
    }

    /** The place of one workspace, target and set of rules in the cache, and the key its content has to carry: the build of the tool. */
    static final class Entry {
        private final Optional<Path> file;
        private final byte[] key;

        private Entry(Optional<Path> file, byte[] key) {
            this.file = file;
            this.key = key;
        }

        Optional<Snapshot> read() {
            if (file.isEmpty() || !Files.isRegularFile(file.get())) {
                return Optional.empty();
            }
            try {
                return CacheFormat.read(Files.readAllBytes(file.get()), key);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** Keeps what was found, unless some of the files are not on disk, or were changed while they were looked at. */
        void write(Snapshot snapshot, List<LoadedFile> files) {
            if (file.isEmpty() || !files.stream().allMatch(read -> read.isOnDisk() && !read.hasChanged())) {
                return;
            }
            try {
                replace(file.get(), CacheFormat.write(snapshot, key));
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
