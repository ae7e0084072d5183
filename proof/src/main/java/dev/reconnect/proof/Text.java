package dev.reconnect.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Printed text as lines, without what differs between any two runs: object addresses, expression numbers. */
final class Text {
    private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-f]{6,16}\\b");
    private static final Pattern EXPRESSION_NUMBER = Pattern.compile("(?<=[\\w)])#\\d+L?\\b");
    private static final Pattern CLASS_HOME = Pattern.compile("\\bpyspark\\.sql\\.(?:connect|classic)\\.(?=[a-z]+\\.)");
    private static final Pattern FLOAT =
            Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+(?:[eE][-+]?\\d+)?|[eE][-+]?\\d+)(?![\\w.])");
    private static final Pattern PADDING = Pattern.compile("-{2,}|(?<=\\|) +| +(?=\\|)");
    private static final Pattern LITERAL =
            Pattern.compile("-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?|'[^'{}]*'|\"[^\"{}]*\"|None|True|False|\\(.*\\)");
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
        List<String> lines = new ArrayList<>(Arrays.asList(plain(text).split("\n", -1)));
        lines.replaceAll(line -> line.indexOf('{') < 0 ? line : withSettledSets(line));
        return lines;
    }

    /** Sets as Python prints them have their elements in sorted order: which comes first hangs on what was added first. */
    private static String withSettledSets(String line) {
        var settled = new StringBuilder(line);
        for (int open = line.lastIndexOf('{'); open >= 0; open = line.lastIndexOf('{', open - 1)) {
            int close = line.indexOf('}', open);
            if (close < 0) {
                continue;
            }
            List<String> items = topLevelItems(line.substring(open + 1, close));
            if (items.size() > 1
                    && items.stream().allMatch(item -> LITERAL.matcher(item).matches())) {
                Collections.sort(items);
                settled.replace(open, close + 1, "{" + String.join(", ", items) + "}");
            }
        }
        return settled.toString();
    }

    /** The line with floats to nine digits, and without the padding that their width asks for in a table. */
    private static String rounded(String line) {
        return rounded(line, number -> true);
    }

    /** The same, but for numbers that are no floats, such as decimals of more digits than a float has. */
    static String roundedFloats(String line) {
        return rounded(line, Values::isOfFloat);
    }

    private static String rounded(String line, Predicate<String> which) {
        String rounded = FLOAT.matcher(line)
                .replaceAll(found -> which.test(found.group()) ? Values.rounded(found.group()) : found.group());
        boolean table = rounded.startsWith("|") || rounded.startsWith("+-");
        return table ? PADDING.matcher(rounded).replaceAll("") : rounded;
    }

    /** How lines that stand together count. */
    enum Freedom {
        /** In any order. */
        ORDER,
        /** Some of the items in brackets in any order; of several lines, the lines in any order too. */
        ITEMS,
        /** Floats to nine digits. */
        DIGITS,
        /** Some words only. */
        WORDS,
        /** Not at all. */
        CONTENT
    }

    /**
     * Lines whose order or content is open.
     *
     * @param rounded whether floats count to nine digits only
     * @param items of a single line, which of its items in brackets may come in any order
     * @param words of a single line, the words that count
     */
    record Block(Span lines, Freedom freedom, boolean rounded, List<Span> items, Words words) {
        Block(Span lines, Freedom freedom, boolean rounded) {
            this(lines, freedom, rounded, List.of(), Words.NONE);
        }

        int size() {
            return lines.size();
        }

        private void settle(List<String> text) {
            int end = Math.min(lines.end(), text.size());
            for (int i = lines.start(); i < end; i++) {
                text.set(i, settled(rounded ? Text.rounded(text.get(i)) : text.get(i)));
            }
            lines.settle(text, Comparator.naturalOrder());
        }

        private String settled(String line) {
            return switch (freedom) {
                case ORDER, DIGITS -> line;
                case ITEMS -> size() == 1 ? withSettledItems(line, items) : withSortedItems(line);
                case WORDS -> words.areIn(line) ? words.text() : line;
                case CONTENT -> ANYTHING;
            };
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
        Differing differing = new Differing(left, right);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                Block block = differing.from(i);
                blocks.add(block);
                i = block.lines().end() - 1;
            }
        }
        return Optional.of(List.copyOf(blocks));
    }

    /** Two texts of equally many lines, in each of the forms that forget some detail. */
    private static final class Differing {
        private final Form plain;
        private final Form rounded;
        private final Form items;
        private final Form roundedItems;

        private record Form(List<String> left, List<String> right, Map<String, Integer> last) {
            Form(List<String> left, List<String> right) {
                this(left, right, Span.lastPlaces(right));
            }

            Form map(UnaryOperator<String> change) {
                return new Form(
                        left.stream().map(change).toList(),
                        right.stream().map(change).toList());
            }

            Optional<Span> from(int start) {
                return Span.from(start, left, right, last);
            }

            boolean isEqual(int line) {
                return left.get(line).equals(right.get(line));
            }
        }

        Differing(List<String> left, List<String> right) {
            plain = new Form(left, right);
            rounded = plain.map(Text::rounded);
            items = plain.map(Text::withSortedItems);
            roundedItems = rounded.map(Text::withSortedItems);
        }

        /** The smallest block from a line on in which the texts agree in some form. */
        Block from(int start) {
            var line = new Span(start, start + 1);
            if (rounded.isEqual(start)) {
                return new Block(line, Freedom.DIGITS, true);
            }
            return plain.from(start)
                    .map(span -> new Block(span, Freedom.ORDER, false))
                    .or(() -> rounded.from(start).map(span -> new Block(span, Freedom.ORDER, true)))
                    .or(() -> items.from(start).map(span -> ofItems(span, plain, false)))
                    .or(() -> roundedItems.from(start).map(span -> ofItems(span, rounded, true)))
                    .orElseGet(() -> ofWords(line));
        }

        private static Block ofItems(Span span, Form form, boolean rounded) {
            List<Span> open = span.size() == 1
                    ? Span.between(
                                    Text.items(form.left().get(span.start())),
                                    Text.items(form.right().get(span.start())))
                            .orElse(List.of())
                    : List.of();
            return new Block(span, Freedom.ITEMS, rounded, open, Words.NONE);
        }

        private Block ofWords(Span line) {
            Words words =
                    Words.common(plain.left().get(line.start()), plain.right().get(line.start()));
            return new Block(line, words.isEmpty() ? Freedom.CONTENT : Freedom.WORDS, false, List.of(), words);
        }
    }

    /** The lines with each block put into an order, so that two texts that count as equal are equal line by line. */
    static List<String> settled(String text, List<Block> blocks) {
        List<String> lines = lines(text);
        blocks.forEach(block -> block.settle(lines));
        return lines;
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
