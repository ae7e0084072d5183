package dev.reconnect.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What one run of a program may use. A run that wants more is ended, and that is its outcome. */
public record Limits(Duration time, long memoryBytes, int processes, long fileBytes, long diskBytes, long outputBytes) {

    /** Two minutes, 2 GiB of memory, 64 processes, files of 512 MiB, 2 GiB on disk, 4 MiB of output. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofMinutes(2), 2L << 30, 64, 512L << 20, 2L << 30, 4L << 20);

    public Limits {
        if (time.isNegative() || time.toSeconds() == 0) {
            throw new IllegalArgumentException("a run needs at least a second: " + time);
        }
    }

    /** The same limits with another time. */
    public Limits withTime(Duration other) {
        return new Limits(other, memoryBytes, processes, fileBytes, diskBytes, outputBytes);
    }

    ObjectNode toJson() {
        return Json.object()
                .put("seconds", time.toSeconds())
                .put("memory_bytes", memoryBytes)
                .put("processes", processes)
                .put("file_bytes", fileBytes)
                .put("disk_bytes", diskBytes)
                .put("output_bytes", outputBytes);
    }
}
