package dev.reconnect.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Printed text as lines, without what differs between any two runs: object addresses, expression numbers. */
final class Text {
    private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-f]{6,16}\\b");
    private static final Pattern EXPRESSION_NUMBER = Pattern.compile("(?<=[\\w)])#\\d+L?\\b");
    private static final Pattern CLASS_HOME = Pattern.compile("\\bpyspark\\.sql\\.(?:connect|classic)\\.(?=[a-z]+\\.)");
    private static final String ANYTHING = "(not compared)";

    private Text() {}

    static String plain(String text) {
        String plain = text;
        if (plain.contains("0x")) {
            plain = ADDRESS.matcher(plain).replaceAll("0x...");
        }
        if (plain.indexOf('#') >= 0) {
            plain = EXPRESSION_NUMBER.matcher(plain).replaceAll("#");
        }
        return plain.contains("pyspark.sql.") ? CLASS_HOME.matcher(plain).replaceAll("pyspark.sql.") : plain;
    }

    /** The lines, the last one without its line feed counting as another line than with it. */
    static List<String> lines(String text) {
        return new ArrayList<>(Arrays.asList(plain(text).split("\n", -1)));
    }

    static List<String> sortedLines(String text, boolean itemsToo) {
        List<String> lines = lines(text);
        if (itemsToo) {
            lines.replaceAll(Text::withSortedItems);
        }
        Collections.sort(lines);
        return lines;
    }

    /** The line with what its outermost brackets enclose in sorted order. */
    private static String withSortedItems(String line) {
        int open = firstOf(line, "[{");
        int close = Math.max(line.lastIndexOf(']'), line.lastIndexOf('}'));
        if (open < 0 || close <= open) {
            return line;
        }
        List<String> items = topLevelItems(line.substring(open + 1, close));
        Collections.sort(items);
        return line.substring(0, open + 1) + String.join(", ", items) + line.substring(close);
    }

    private static int firstOf(String line, String marks) {
        for (int i = 0; i < line.length(); i++) {
            if (marks.indexOf(line.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> topLevelItems(String inside) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                items.add(inside.substring(start, i).strip());
                start = i + 1;
            }
        }
        items.add(inside.substring(start).strip());
        return items;
    }

    /** Numbers of the lines in which two texts of equally many lines differ; empty if they have not. */
    static List<Integer> differingLines(String first, String second) {
        List<String> left = lines(first);
        List<String> right = lines(second);
        if (left.size() != right.size()) {
            return List.of();
        }
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                differing.add(i);
            }
        }
        return List.copyOf(differing);
    }

    static List<String> masked(String text, List<Integer> hidden) {
        List<String> lines = lines(text);
        for (int line : hidden) {
            if (line < lines.size()) {
                lines.set(line, ANYTHING);
            }
        }
        return lines;
    }

    static Optional<Mismatch> firstMismatch(List<String> expected, List<String> got) {
        int common = Math.min(expected.size(), got.size());
        for (int i = 0; i < common; i++) {
            if (!expected.get(i).equals(got.get(i))) {
                return Optional.of(Mismatch.of("line " + (i + 1), expected.get(i), got.get(i)));
            }
        }
        if (expected.size() == got.size()) {
            return Optional.empty();
        }
        boolean missing = expected.size() > common;
        String line = (missing ? expected : got).get(common);
        return Optional.of(Mismatch.of(
                "line " + (common + 1), missing ? line : "end of output", missing ? "end of output" : line));
    }
}
