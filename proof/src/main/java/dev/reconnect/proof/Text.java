package dev.reconnect.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /** How lines that stand together count. */
    enum Freedom {
        /** In any order. */
        ORDER,
        /** Some of the items in brackets in any order; of several lines, the lines in any order too. */
        ITEMS,
        /** Not at all. */
        CONTENT
    }

    /**
     * Lines whose order or content is open.
     *
     * @param items of a single line, which of its items in brackets may come in any order
     */
    record Block(Span lines, Freedom freedom, List<Span> items) {
        int size() {
            return lines.size();
        }

        private void settle(List<String> text) {
            int end = Math.min(lines.end(), text.size());
            switch (freedom) {
                case ORDER -> {}
                case ITEMS -> {
                    for (int i = lines.start(); i < end; i++) {
                        text.set(i, size() == 1 ? withSettledItems(text.get(i), items) : withSortedItems(text.get(i)));
                    }
                }
                case CONTENT -> {
                    for (int i = lines.start(); i < end; i++) {
                        text.set(i, ANYTHING);
                    }
                }
            }
            lines.settle(text, Comparator.naturalOrder());
        }
    }

    /** The smallest blocks of lines in which two texts differ; empty if these have not equally many lines. */
    static Optional<List<Block>> differingBlocks(String first, String second) {
        List<String> left = lines(first);
        List<String> right = lines(second);
        if (left.size() != right.size()) {
            return Optional.empty();
        }
        if (left.equals(right)) {
            return Optional.of(List.of());
        }
        List<String> leftItems = withSortedItems(left);
        List<String> rightItems = withSortedItems(right);
        Map<String, Integer> last = Span.lastPlaces(right);
        Map<String, Integer> lastItems = Span.lastPlaces(rightItems);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                int start = i;
                Block block = Span.from(start, left, right, last)
                        .map(span -> new Block(span, Freedom.ORDER, List.of()))
                        .or(() -> Span.from(start, leftItems, rightItems, lastItems)
                                .map(span -> itemBlock(span, left, right)))
                        .orElse(new Block(new Span(start, start + 1), Freedom.CONTENT, List.of()));
                blocks.add(block);
                i = block.lines().end() - 1;
            }
        }
        return Optional.of(List.copyOf(blocks));
    }

    private static Block itemBlock(Span span, List<String> left, List<String> right) {
        List<Span> items = span.size() == 1
                ? Span.between(items(left.get(span.start())), items(right.get(span.start())))
                        .orElse(List.of())
                : List.of();
        return new Block(span, Freedom.ITEMS, items);
    }

    /** The lines with each block put into an order, so that two texts that count as equal are equal line by line. */
    static List<String> settled(String text, List<Block> blocks) {
        List<String> lines = lines(text);
        blocks.forEach(block -> block.settle(lines));
        return lines;
    }

    /** Whether two texts are equal but for the order of lines, and of items in brackets; some lines may not count. */
    static boolean equalInAnyOrder(String first, String second, List<Block> blocks) {
        List<Block> hidden = blocks.stream()
                .filter(block -> block.freedom() == Freedom.CONTENT)
                .toList();
        return inAnyOrder(first, hidden).equals(inAnyOrder(second, hidden));
    }

    private static List<String> inAnyOrder(String text, List<Block> hidden) {
        List<String> lines = withSortedItems(settled(text, hidden));
        Collections.sort(lines);
        return lines;
    }

    private static List<String> withSortedItems(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        sorted.replaceAll(Text::withSortedItems);
        return sorted;
    }

    private static String withSortedItems(String line) {
        return withSettledItems(line, List.of(new Span(0, Integer.MAX_VALUE)));
    }

    private static List<String> items(String line) {
        int open = firstOf(line, "[{");
        int close = lastClose(line);
        return open < 0 || close <= open ? List.of() : topLevelItems(line.substring(open + 1, close));
    }

    /** The line with some items of what its outermost brackets enclose in sorted order. */
    private static String withSettledItems(String line, List<Span> spans) {
        int open = firstOf(line, "[{");
        int close = lastClose(line);
        if (open < 0 || close <= open) {
            return line;
        }
        List<String> items = topLevelItems(line.substring(open + 1, close));
        spans.forEach(span -> span.settle(items, Comparator.naturalOrder()));
        return line.substring(0, open + 1) + String.join(", ", items) + line.substring(close);
    }

    private static int lastClose(String line) {
        return Math.max(line.lastIndexOf(']'), line.lastIndexOf('}'));
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
