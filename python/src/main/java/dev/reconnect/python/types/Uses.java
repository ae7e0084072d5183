package dev.reconnect.python.types;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What answers about one file rest upon besides that file: the files that were looked into, and the names that were looked for in the whole
 * project. As long as none of that changes the answers stay the same.
 */
public final class Uses {
    private final BitSet files = new BitSet();
    private final Set<Integer> keys = new HashSet<>();

    Uses() {}

    synchronized void file(FileModel model) {
        files.set(model.index());
    }

    synchronized void key(int key) {
        keys.add(key);
    }

    synchronized void addAll(Uses other) {
        files.or(other.files);
        keys.addAll(other.keys);
    }

    /** The files, by their place in the project. */
    public synchronized BitSet files() {
        return (BitSet) files.clone();
    }

    /** The names. */
    public synchronized Keys keys() {
        return Keys.of(keys);
    }
}
