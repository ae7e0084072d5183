package dev.reconnect.proof;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program reads of its data.
 *
 * @param places for each data folder where it lies in the folder that the program runs in
 * @param files the files that were read; all, if the system cannot tell
 * @param variants the same files of each data set that was made from these
 */
public record Inputs(List<String> places, List<File> files, Map<String, List<File>> variants) {
    public Inputs {
        places = List.copyOf(places);
        files = List.copyOf(files);
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    /** A file, and its place in the folder that the program runs in. */
    public record File(Path path, String place) {}
}
