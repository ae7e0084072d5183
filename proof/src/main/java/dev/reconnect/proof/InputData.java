package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A data set: the folders that stand in for those the user named, and where in a run's folder they are found. */
record InputData(
        String name, List<Path> folders, List<List<String>> places, List<Evidence.DataFile> files, String sha256) {
    private static final String GIVEN = "given";
    private static final String SEVERAL_FILES = "several files";
    private static final String EXTREMES = "extremes";
    private static final String LARGE_NUMBERS = "large numbers";

    /** The data as given. */
    static InputData given(ProofRequest request) throws IOException {
        List<Path> folders = new ArrayList<>();
        List<List<String>> places = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Path folder : request.data()) {
            Path absolute = folder.toAbsolutePath().normalize();
            folders.add(absolute);
            List<String> mine = places(folder, absolute, request.original());
            mine.removeIf(taken::contains);
            if (mine.isEmpty()) {
                mine.add("data-" + folders.size());
            }
            taken.addAll(mine);
            places.add(List.copyOf(mine));
        }
        return of(GIVEN, folders, places);
    }

    /** A variant, at the same places. */
    InputData variant(String variant, List<Path> variantFolders) throws IOException {
        return of(variant, variantFolders, places);
    }

    boolean isGiven() {
        return name.equals(GIVEN);
    }

    /** Whether folders of files stand in the place of files. */
    boolean isInFolders() {
        return name.equals(SEVERAL_FILES);
    }

    /** Whether it has numbers so large that the order shows in which floats are added up, which Spark leaves open. */
    boolean hasInexactSums() {
        return name.equals(EXTREMES) || name.equals(LARGE_NUMBERS);
    }

    /** Whether it shows nothing that another data set does not, if that counts. */
    boolean isSpareBeside(String other) {
        return name.equals(LARGE_NUMBERS) && other.equals(EXTREMES);
    }

    private static InputData of(String name, List<Path> folders, List<List<String>> places) throws IOException {
        List<Evidence.DataFile> files = new ArrayList<>();
        var digest = new Digest();
        for (int i = 0; i < folders.size(); i++) {
            for (Path file : filesBelow(folders.get(i))) {
                String below = folders.get(i).relativize(file).toString().replace('\\', '/');
                String path = places.get(i).get(0) + (below.isEmpty() ? "" : "/" + below);
                String hash = Digest.ofFile(file);
                files.add(new Evidence.DataFile(path, hash, Files.size(file)));
                digest.add(path).add(hash);
            }
        }
        return new InputData(name, List.copyOf(folders), List.copyOf(places), List.copyOf(files), digest.hex());
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Where a program may look: below its own folder, below the user's current folder, by the folder's mere name. */
    private static List<String> places(Path asWritten, Path absolute, Path program) {
        Set<String> places = new LinkedHashSet<>();
        Path home = program.getParent();
        if (home != null && absolute.startsWith(home) && !absolute.equals(home)) {
            places.add(home.relativize(absolute).toString());
        }
        Path written = asWritten.normalize();
        if (!written.isAbsolute()
                && !written.startsWith("..")
                && !written.toString().isEmpty()) {
            places.add(written.toString());
        }
        Path name = absolute.getFileName();
        places.add(name == null ? "data" : name.toString());
        return new ArrayList<>(places);
    }

    /** The files among what a run has opened; all, where that is not known. */
    List<Inputs.File> read(@Nullable ArrayNode opened) throws IOException {
        List<Inputs.File> read = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            for (Path file : filesBelow(folders.get(i))) {
                String below = folders.get(i).relativize(file).toString().replace('\\', '/');
                if (opened == null || holds(opened, i, below)) {
                    read.add(new Inputs.File(file, places.get(i).get(0) + (below.isEmpty() ? "" : "/" + below)));
                }
            }
        }
        return read;
    }

    private static boolean holds(ArrayNode opened, int folder, String below) {
        for (JsonNode file : opened) {
            if (file.path(0).asInt() == folder && file.path(1).asText().equals(below)) {
                return true;
            }
        }
        return false;
    }

    ArrayNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < folders.size(); i++) {
            array.addObject().put("path", folders.get(i).toString()).set("places", Json.array(places.get(i)));
        }
        return array;
    }
}
