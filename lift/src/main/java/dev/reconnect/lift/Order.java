package dev.reconnect.lift;

/** How far the order of an RDD's elements is defined. */
enum Order {
    /** The program or the data says it, and Spark keeps it. */
    DEFINED,
    /** That of the lines of files, which frames read in another order where there are several files. */
    OF_FILES,
    /** As {@link #OF_FILES}; the rows still know their files. */
    OF_LINES,
    /** It comes out of a shuffle: no program can rely on it. */
    OPEN;

    boolean isOfFiles() {
        return this == OF_FILES || this == OF_LINES;
    }

    /** The order of rows that are computed from such rows. */
    Order computed() {
        return this == OF_LINES ? OF_FILES : this;
    }

    /** The order of rows that are in the one or in the other order: what has to be kept of it. */
    Order common(Order other) {
        if (this == other) {
            return this;
        }
        return isOfFiles() || other.isOfFiles() ? OF_FILES : DEFINED;
    }
}
