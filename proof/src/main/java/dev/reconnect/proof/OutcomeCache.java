package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers how the original ended on classic Spark, so that another rewrite of it need not run it again. The key says
 * everything that the outcome depends on; entries that cannot be read are as good as absent.
 */
final class OutcomeCache {
    private static final int MOST_ENTRIES = 2000;
    private static final int LARGEST_ENTRY = 8 << 20;

    private final Optional<Path> folder;
    /** Runs that were made ahead of the proof that needs them. */
    private final Map<String, Observation> ahead = new HashMap<>();

    OutcomeCache(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Keeps an outcome for the proof that follows, whether outcomes are remembered or not. */
    void keep(String key, Observation observation) {
        ahead.put(key, observation);
    }

    Optional<Observation> find(String key) {
        if (ahead.containsKey(key)) {
            return Optional.of(ahead.get(key));
        }
        Path file = folder.map(root -> root.resolve(key + ".json")).orElse(null);
        if (file == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.MAPPER.readTree(file.toFile());
            return json.has("outcome") ? Optional.of(new Observation(json)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void store(String key, Observation observation) throws IOException {
        if (folder.isEmpty() || observation.disturbance().isPresent()) {
            return;
        }
        byte[] json = Json.MAPPER.writeValueAsBytes(observation.json());
        if (json.length > LARGEST_ENTRY) {
            return;
        }
        Files.createDirectories(folder.get());
        Path fresh = Files.createTempFile(folder.get(), "outcome", ".new");
        Files.write(fresh, json);
        Files.move(fresh, folder.get().resolve(key + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Drops the oldest entries if there are too many. */
    void trim() throws IOException {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return;
        }
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.get())) {
            files.forEach(entries::add);
        }
        if (entries.size() <= MOST_ENTRIES) {
            return;
        }
        entries.sort(Comparator.comparing(OutcomeCache::modified));
        for (Path entry : entries.subList(0, entries.size() - MOST_ENTRIES / 2)) {
            Files.deleteIfExists(entry);
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
