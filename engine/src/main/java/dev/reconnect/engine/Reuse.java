package dev.reconnect.engine;

import dev.reconnect.engine.Snapshot.Basis;
import dev.reconnect.engine.Snapshot.Checked;
import dev.reconnect.engine.Snapshot.Part;
import dev.reconnect.python.types.Keys;
import dev.reconnect.python.types.Project;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of an earlier snapshot holds for the files as they are now. A result holds as long as its file, all files that were looked into for it
 * and all that was found under the names that were looked for are the same.
 */
final class Reuse {
    private static final Snapshot NOTHING = new Snapshot(List.of(), List.of());

    private final Snapshot before;
    private final List<FileState> now;
    /** For each file of before the place where it is now, unchanged; -1 where there is none. */
    private final int[] same;
    /** For each file of now the place where it was before, unchanged; -1 where there was none. */
    private final int[] origins;

    Reuse(Optional<Snapshot> before, List<FileState> now) {
        this.before = before.orElse(NOTHING);
        this.now = now;
        this.same = new int[this.before.files().size()];
        this.origins = new int[now.size()];
        Arrays.fill(same, -1);
        Arrays.fill(origins, -1);
        Map<String, Integer> places = new HashMap<>(2 * now.size());
        for (int place = 0; place < now.size(); place++) {
            places.put(now.get(place).name(), place);
        }
        for (int old = 0; old < same.length; old++) {
            var file = this.before.files().get(old);
            int place = places.getOrDefault(file.name(), -1);
            if (place >= 0 && now.get(place).hasContent(file.length(), file.fingerprint())) {
                same[old] = place;
                origins[place] = old;
            }
        }
    }

    /** All of it, if nothing has changed. */
    Optional<Snapshot> whole() {
        boolean whole = same.length == now.size() && same.length > 0 && !before.hasFailures();
        for (int old = 0; whole && old < same.length; old++) {
            whole = same[old] == old;
        }
        return whole ? Optional.of(before) : Optional.empty();
    }

    /** The names that a file calls, where that is known of the same content. */
    Optional<Keys> calls(int place) {
        return origins[place] < 0 ? Optional.empty() : partOf(place).calls();
    }

    private Part partOf(int place) {
        return before.parts().get(origins[place]);
    }

    /** What holds, if rules look at these files. */
    Holding stillHolding(BitSet relevant, Project project) {
        if (before.files().isEmpty()) {
            return new Holding(new BitSet(), new BitSet());
        }
        var names = new HashSet<Integer>();
        if (!collectPaths(names)) {
            return new Holding(new BitSet(), new BitSet());
        }
        collectCalls(relevant, project, names);
        var unsound = unsound(names);
        var sound = new BitSet();
        var kept = new BitSet();
        for (int place = 0; place < now.size(); place++) {
            if (origins[place] >= 0) {
                sound.set(place, !unsound.get(origins[place]));
                kept.set(place, relevant.get(place) && holds(partOf(place), unsound, names));
            }
        }
        return new Holding(sound, kept);
    }

    /** The parts of the paths of files that have come or gone; false where that changes what is a package. */
    private boolean collectPaths(Set<Integer> names) {
        var paths = new HashMap<String, Integer>();
        before.files().stream().filter(FileState::isReadable).forEach(file -> paths.put(file.name(), 1));
        now.stream().filter(FileState::isReadable).forEach(file -> paths.merge(file.name(), 2, Integer::sum));
        for (var path : paths.entrySet()) {
            if (path.getValue() == 3) {
                continue;
            }
            for (var part : path.getKey().split("/", -1)) {
                var stem =
                        part.endsWith(".py") || part.endsWith(".pyi") ? part.substring(0, part.lastIndexOf('.')) : part;
                if (stem.equals("__init__")) {
                    return false;
                }
                names.add(Keys.ofModule(stem));
            }
        }
        return true;
    }

    /** The names that are called in other places than before. */
    private void collectCalls(BitSet relevant, Project project, Set<Integer> names) {
        for (int old = 0; old < same.length; old++) {
            var calls = before.parts().get(old).calls();
            if (calls.isPresent() && (same[old] < 0 || !relevant.get(same[old]))) {
                addAll(calls.get(), names);
            }
        }
        for (int place = relevant.nextSetBit(0); place >= 0; place = relevant.nextSetBit(place + 1)) {
            if (origins[place] < 0 || partOf(place).calls().isEmpty()) {
                addAll(project.model(now.get(place).name()).calls(), names);
            }
        }
    }

    private static void addAll(Keys keys, Set<Integer> names) {
        for (int i = 0; i < keys.size(); i++) {
            names.add(keys.get(i));
        }
    }

    /** The files of before that have changed, or of whose classes something else may be known now. */
    private BitSet unsound(Set<Integer> names) {
        var unsound = new BitSet();
        for (int old = 0; old < same.length; old++) {
            unsound.set(
                    old,
                    same[old] < 0 || hasOneOf(before.parts().get(old).shared().keys(), names));
        }
        for (boolean grows = true; grows; ) {
            grows = false;
            for (int old = unsound.nextClearBit(0); old < same.length; old = unsound.nextClearBit(old + 1)) {
                if (before.parts().get(old).shared().files().intersects(unsound)) {
                    unsound.set(old);
                    grows = true;
                }
            }
        }
        return unsound;
    }

    private static boolean holds(Part part, BitSet unsound, Set<Integer> names) {
        return part.checked()
                .filter(checked -> !checked.result().hasFailed()
                        && !checked.basis().files().intersects(unsound)
                        && !hasOneOf(checked.basis().keys(), names))
                .isPresent();
    }

    private static boolean hasOneOf(Keys keys, Set<Integer> names) {
        if (names.isEmpty()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (names.contains(keys.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** What holds still, with the places that files have now. */
    final class Holding {
        private final BitSet sound;
        private final BitSet kept;

        private Holding(BitSet sound, BitSet kept) {
            this.sound = sound;
            this.kept = kept;
        }

        boolean holds(int place) {
            return kept.get(place);
        }

        Optional<Checked> checked(int place) {
            return kept.get(place)
                    ? partOf(place).checked().map(checked -> new Checked(checked.result(), moved(checked.basis())))
                    : Optional.empty();
        }

        /** What is known of the classes of the file rests upon; nothing where that does not hold. */
        Basis shared(int place) {
            return sound.get(place) ? moved(partOf(place).shared()) : Basis.NOTHING;
        }

        private Basis moved(Basis basis) {
            if (basis.files().isEmpty()) {
                return basis;
            }
            var files = new BitSet();
            for (int old = basis.files().nextSetBit(0);
                    old >= 0;
                    old = basis.files().nextSetBit(old + 1)) {
                files.set(same[old]);
            }
            return new Basis(files, basis.keys());
        }
    }
}
