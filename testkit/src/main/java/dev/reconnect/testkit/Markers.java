package dev.reconnect.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the comments that state expected findings, such as {@code # error: rdd-count (likely)}, off the ends of lines. */
final class Markers {
    private static final String ONE = "# (error|warning|info): ([a-z][a-z0-9-]*)(?: \\((certain|likely|possible)\\))?";
    private static final Pattern MARKER = Pattern.compile(ONE);
    private static final Pattern AT_END = Pattern.compile("(?:\\s*" + ONE + ")+\\s*$");

    private final StringBuilder program = new StringBuilder();
    private final List<Expected> expected = new ArrayList<>();

    private Markers() {}

    /** A finding as a page states it. */
    record Expected(String path, int line, String severity, String rule, String confidence) {
        @Override
        public String toString() {
            return severity + ": " + rule + (confidence.equals("certain") ? "" : " (" + confidence + ")");
        }
    }

    static Markers of(Block block) {
        var markers = new Markers();
        int number = 1;
        for (var line : block.text().split("\n", -1)) {
            markers.read(block.path(), number++, line);
        }
        // The text ends with a line end, so the last piece is an empty line too many.
        markers.program.setLength(markers.program.length() - 1);
        return markers;
    }

    String program() {
        return program.toString();
    }

    List<Expected> expected() {
        return List.copyOf(expected);
    }

    private void read(String path, int number, String line) {
        var end = AT_END.matcher(line);
        if (!end.find()) {
            program.append(line).append('\n');
            return;
        }
        program.append(line, 0, end.start()).append('\n');
        var marker = MARKER.matcher(line.substring(end.start()));
        while (marker.find()) {
            var confidence = marker.group(3) == null ? "certain" : marker.group(3);
            expected.add(new Expected(path, number, marker.group(1), marker.group(2), confidence));
        }
    }
}
