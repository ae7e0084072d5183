package dev.reconnect.python.types;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/** Names as numbers, sorted: enough to see whether two sets of names may have one in common. Two names may share a number. */
public final class Keys {
    public static final Keys NONE = new Keys(new int[0]);

    private static final int OF_FIXTURES = 0x5bd1e995;
    private static final int OF_MODULES = 0x1b873593;

    private final int[] sorted;

    private Keys(int[] sorted) {
        this.sorted = sorted;
    }

    /** @param numbers in any order, each any number of times */
    public static Keys of(Collection<Integer> numbers) {
        int[] all =
                numbers.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        return all.length == 0 ? NONE : new Keys(all);
    }

    /** What something that is called, or handed on, is known by. */
    static int ofName(String name) {
        return name.hashCode();
    }

    static int ofFixture(String name) {
        return name.hashCode() ^ OF_FIXTURES;
    }

    /** The last part of a module's name, or of a folder's path. */
    public static int ofModule(String lastPart) {
        return lastPart.hashCode() ^ OF_MODULES;
    }

    /** These and the others. */
    public Keys and(Keys other) {
        if (other.sorted.length == 0) {
            return this;
        }
        int[] all = IntStream.concat(Arrays.stream(sorted), Arrays.stream(other.sorted))
                .sorted()
                .distinct()
                .toArray();
        return new Keys(all);
    }

    public int size() {
        return sorted.length;
    }

    public int get(int index) {
        return sorted[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Keys that && Arrays.equals(that.sorted, sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
