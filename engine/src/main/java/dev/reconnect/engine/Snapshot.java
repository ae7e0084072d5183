package dev.reconnect.engine;

import dev.reconnect.python.types.Keys;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a scan has found out about each file of a workspace, before any baseline, and what that rests upon: what a cache can keep.
 *
 * @param files in the order of the workspace
 * @param parts one for each file
 */
record Snapshot(List<FileState> files, List<Part> parts) {
    Snapshot {
        files = List.copyOf(files);
        parts = List.copyOf(parts);
    }

    /**
     * What is known of one file.
     *
     * @param checked what rules said; absent where they did not look or failed
     * @param calls the names that the file calls and passes on; absent where the file has nothing to do with Spark
     * @param shared what is known of its classes rests upon
     */
    record Part(Optional<Checked> checked, Optional<Keys> calls, Basis shared) {
        static final Part NOTHING = new Part(Optional.empty(), Optional.empty(), Basis.NOTHING);
    }

    /** What rules said about a file, and what that rests upon. */
    record Checked(FileCheck.Result result, Basis basis) {
        boolean isEmpty() {
            return result.findings().isEmpty()
                    && result.suppressed() == 0
                    && result.callSites().total() == 0;
        }
    }

    /**
     * Files that were looked into, by their place among the files, and names that were looked for in all of them. The set is not to be
     * changed.
     */
    record Basis(BitSet files, Keys keys) {
        static final Basis NOTHING = new Basis(new BitSet(), Keys.NONE);

        boolean isEmpty() {
            return files.isEmpty() && keys.size() == 0;
        }

        Basis and(Basis other) {
            if (other.isEmpty()) {
                return this;
            }
            var all = (BitSet) files.clone();
            all.or(other.files);
            return new Basis(all, keys.and(other.keys));
        }
    }

    boolean hasFailures() {
        for (var part : parts) {
            if (part.checked().isPresent() && part.checked().get().result().hasFailed()) {
                return true;
            }
        }
        return false;
    }

    /** The problems of the search, of reading the files and of checking them. */
    List<Problem> problemsAfter(List<Problem> search) {
        var all = new ArrayList<>(search);
        for (var file : files) {
            file.problem().ifPresent(all::add);
        }
        for (var part : parts) {
            part.checked().ifPresent(checked -> all.addAll(checked.result().problems()));
        }
        return all;
    }
}
