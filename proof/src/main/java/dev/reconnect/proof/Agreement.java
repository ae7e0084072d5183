package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reconnect.proof.Text.Block;
import dev.reconnect.proof.Text.Freedom;
import dev.reconnect.proof.Values.Detail;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How far two classic runs agree about a value, and so how a third run is held to it. */
sealed interface Agreement {

    /** How the value counts, for the evidence. */
    String counted();

    /** Where the third run's value departs from the first's, as far as the agreement goes. */
    Optional<Mismatch> check(JsonNode expected, JsonNode got);

    /** False if nothing of the value counts. */
    default boolean counts() {
        return true;
    }

    /** False if so little of the value counts that it proves nothing. */
    default boolean proves() {
        return counts();
    }

    /** False if some of the value does not count. */
    default boolean countsWhole() {
        return true;
    }

    /** The same, of a sequence whose order does not count. */
    default Agreement inAnyOrder(JsonNode sequence) {
        return this;
    }

    private static Agreement inAnyOrder(JsonNode sequence, Detail detail) {
        int size = sequence.path("v").size();
        return new Sequence(detail, List.of(new Span(0, size)), size);
    }

    /** Classic agrees on a form of the value that forgets some detail. */
    record Whole(Detail detail) implements Agreement {
        @Override
        public String counted() {
            return switch (detail) {
                case EXACT -> "exact";
                case ROUNDED -> "floats to nine digits";
                case UNORDERED -> "as a multiset";
                case UNORDERED_ROUNDED -> "as a multiset, floats to nine digits";
            };
        }

        @Override
        public Agreement inAnyOrder(JsonNode sequence) {
            return Values.isSequence(sequence) ? Agreement.inAnyOrder(sequence, detail) : this;
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            if (Values.canonical(expected, detail).equals(Values.canonical(got, detail))) {
                return Optional.empty();
            }
            return Values.firstMismatch(expected, got)
                    .or(() -> Optional.of(Mismatch.of("", Values.forReading(expected), Values.forReading(got))));
        }
    }

    /** Classic agrees on the elements of a sequence, in part only without their order. */
    record Sequence(Detail detail, List<Span> open, int size) implements Agreement {
        @Override
        public Agreement inAnyOrder(JsonNode sequence) {
            return Agreement.inAnyOrder(sequence, detail);
        }

        private static final Set<Detail> INNER_ORDER = Set.of(Detail.UNORDERED, Detail.UNORDERED_ROUNDED);

        @Override
        public String counted() {
            var ways = new ArrayList<String>();
            if (isWholeOpen()) {
                ways.add("as a multiset");
            } else if (!open.isEmpty()) {
                ways.add(open.stream()
                        .map(span -> (span.start() + 1) + "-" + span.end())
                        .collect(Collectors.joining(", ", "elements ", " in any order")));
            }
            if (INNER_ORDER.contains(detail) && !isWholeOpen()) {
                ways.add("elements as multisets");
            }
            if (detail.rounded) {
                ways.add("floats to nine digits");
            }
            return String.join(", ", ways);
        }

        private boolean isWholeOpen() {
            return open.size() == 1 && open.get(0).size() == size;
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            if (!Values.type(expected).equals(Values.type(got))
                    || !Values.frame(expected, detail).equals(Values.frame(got, detail))) {
                return Values.firstMismatch(expected, got)
                        .or(() -> Optional.of(Mismatch.of("", Values.forReading(expected), Values.forReading(got))));
            }
            List<JsonNode> wanted = settled(expected);
            List<JsonNode> found = settled(got);
            for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
                boolean same = i < Math.min(wanted.size(), found.size())
                        && Values.canonical(wanted.get(i), detail).equals(Values.canonical(found.get(i), detail));
                if (!same) {
                    return Optional.of(
                            isWholeOpen()
                                    ? multisetMismatch(expected, got, detail)
                                    : Mismatch.of("[" + i + "]", elementAt(i, wanted), elementAt(i, found)));
                }
            }
            return Optional.empty();
        }

        private List<JsonNode> settled(JsonNode sequence) {
            List<JsonNode> elements = new ArrayList<>();
            sequence.path("v").forEach(elements::add);
            Comparator<JsonNode> order = Comparator.comparing(element -> Values.canonical(element, detail));
            if (isWholeOpen()) {
                elements.sort(order);
            } else {
                open.forEach(span -> span.settle(elements, order));
            }
            return elements;
        }

        private static String elementAt(int place, List<JsonNode> elements) {
            String all = " (" + elements.size() + " in all)";
            return place < elements.size() ? element(elements.get(place)) + all : "nothing" + all;
        }

        private static Mismatch multisetMismatch(JsonNode expected, JsonNode got, Detail detail) {
            Map<String, Integer> surplus = new HashMap<>();
            for (JsonNode item : got.path("v")) {
                surplus.merge(Values.canonical(item, detail), 1, Integer::sum);
            }
            Optional<JsonNode> missing = firstNotIn(expected, surplus, detail);
            Map<String, Integer> wanted = new HashMap<>();
            for (JsonNode item : expected.path("v")) {
                wanted.merge(Values.canonical(item, detail), 1, Integer::sum);
            }
            Optional<JsonNode> extra = firstNotIn(got, wanted, detail);
            if (missing.isEmpty() && extra.isEmpty()) {
                return Values.firstMismatch(expected, got)
                        .orElse(Mismatch.of("", Values.forReading(expected), Values.forReading(got)));
            }
            return Mismatch.of(
                    "in any order",
                    missing.map(Sequence::element).orElse("no further element") + " ("
                            + expected.path("v").size() + " in all)",
                    extra.map(Sequence::element).orElse("no such element") + " ("
                            + got.path("v").size() + " in all)");
        }

        private static String element(JsonNode item) {
            return item.isArray()
                    ? Values.forReading(Json.object().put("t", "tuple").set("v", item))
                    : Values.forReading(item);
        }

        private static Optional<JsonNode> firstNotIn(JsonNode items, Map<String, Integer> available, Detail detail) {
            for (JsonNode item : items.path("v")) {
                Integer left = available.merge(Values.canonical(item, detail), -1, Integer::sum);
                if (left < 0) {
                    return Optional.of(item);
                }
            }
            return Optional.empty();
        }
    }

    /** Classic agrees on some elements of a sequence or mapping only. */
    record Parts(List<Agreement> elements) implements Agreement {
        @Override
        public boolean countsWhole() {
            return elements.stream().allMatch(Agreement::countsWhole);
        }

        @Override
        public String counted() {
            String ways = elements.stream()
                    .map(Agreement::counted)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining("; "));
            return "in part (" + ways + ")";
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            JsonNode wanted = expected.path("v");
            JsonNode found = got.path("v");
            if (!Values.type(expected).equals(Values.type(got)) || wanted.size() != found.size()) {
                return Optional.of(Mismatch.of("", Values.forReading(expected), Values.forReading(got)));
            }
            for (int i = 0; i < elements.size(); i++) {
                String prefix = "[" + i + "]";
                Optional<Mismatch> mismatch = elements.get(i).check(asValue(wanted.path(i)), asValue(found.path(i)));
                if (mismatch.isPresent()) {
                    return mismatch.map(inner -> inner.under(prefix));
                }
            }
            return Optional.empty();
        }
    }

    /** Classic agrees on a text but for the order or the content of some lines. */
    record Lines(List<Block> blocks, int lines) implements Agreement {
        @Override
        public String counted() {
            if (blocks.isEmpty()) {
                return "exact";
            }
            var ways = new ArrayList<String>();
            for (Freedom freedom : Freedom.values()) {
                List<Block> those = blocks.stream()
                        .filter(block -> block.freedom() == freedom)
                        .toList();
                if (!those.isEmpty()) {
                    ways.add(way(freedom, those));
                }
            }
            return String.join("; ", ways);
        }

        private String way(Freedom freedom, List<Block> those) {
            int count = those.stream().mapToInt(Block::size).sum();
            String some = count >= lines
                    ? "lines"
                    : those.stream()
                            .map(Lines::numbers)
                            .collect(Collectors.joining(", ", count == 1 ? "line " : "lines ", ""));
            String digits = those.stream().anyMatch(Block::rounded) ? ", floats to nine digits" : "";
            return switch (freedom) {
                case ORDER -> some + " in any order" + digits;
                case ITEMS -> some + " with items in brackets in any order" + digits;
                case DIGITS -> "floats to nine digits in " + some;
                case WORDS -> "only words in " + some;
                case CONTENT -> "all but " + some;
            };
        }

        private static String numbers(Block block) {
            return block.size() == 1
                    ? String.valueOf(block.lines().start() + 1)
                    : (block.lines().start() + 1) + "-" + block.lines().end();
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            return Text.firstMismatch(
                    Text.settled(expected.path("v").asText(), blocks),
                    Text.settled(got.path("v").asText(), blocks));
        }

        /** The lines in which a third text agrees as far as it has to, blocks of lines as a whole. */
        BitSet agreeing(String expected, String got) {
            List<String> wanted = Text.settled(expected, blocks);
            List<String> found = Text.settled(got, blocks);
            var agreeing = new BitSet();
            if (wanted.size() == found.size()) {
                for (int i = 0; i < wanted.size(); i++) {
                    agreeing.set(i, wanted.get(i).equals(found.get(i)));
                }
            }
            for (Block block : blocks) {
                if (agreeing.nextClearBit(block.lines().start()) < block.lines().end()) {
                    agreeing.clear(block.lines().start(), block.lines().end());
                }
            }
            return agreeing;
        }

        @Override
        public boolean proves() {
            return 2 * unstable() <= lines;
        }

        private int unstable() {
            return blocks.stream()
                    .filter(block -> block.freedom() == Freedom.CONTENT || block.freedom() == Freedom.WORDS)
                    .mapToInt(Block::size)
                    .sum();
        }
    }

    /** Classic does not agree with itself. */
    record Nothing() implements Agreement {
        @Override
        public String counted() {
            return "excluded: two classic runs differ";
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            return Optional.empty();
        }

        @Override
        public boolean counts() {
            return false;
        }

        @Override
        public boolean countsWhole() {
            return false;
        }
    }

    /** The closest agreement of two values. */
    static Agreement between(JsonNode first, JsonNode second) {
        if (Values.type(first).equals("text")) {
            return ofTexts(first.path("v").asText(), second.path("v").asText());
        }
        for (Detail detail : Detail.values()) {
            if (Values.canonical(first, detail).equals(Values.canonical(second, detail))) {
                return inOpenOrder(first, second, detail);
            }
        }
        return ofParts(first, second);
    }

    /** Of values that are equal in a form that forgets the order, what has an order all the same. */
    private static Agreement inOpenOrder(JsonNode first, JsonNode second, Detail found) {
        if (!found.unordered) {
            return new Whole(found);
        }
        if (!Values.isSequence(first)) {
            Agreement parts = ofParts(first, second);
            return parts.countsWhole() ? parts : new Whole(found);
        }
        for (Detail detail : Detail.values()) {
            Optional<List<Span>> open = Span.between(keys(first, detail), keys(second, detail));
            if (open.isPresent() && Values.frame(first, detail).equals(Values.frame(second, detail))) {
                return new Sequence(detail, open.get(), first.path("v").size());
            }
        }
        return new Whole(found);
    }

    private static List<String> keys(JsonNode sequence, Detail detail) {
        List<String> keys = new ArrayList<>();
        sequence.path("v").forEach(element -> keys.add(Values.canonical(element, detail)));
        return keys;
    }

    private static Agreement ofParts(JsonNode first, JsonNode second) {
        JsonNode left = first.path("v");
        JsonNode right = second.path("v");
        boolean comparable = Values.type(first).equals(Values.type(second))
                && left.isArray()
                && right.isArray()
                && left.size() == right.size()
                && !left.isEmpty()
                && left.size() <= 1000
                && first.path("schema").equals(second.path("schema"))
                && first.path("format").equals(second.path("format"));
        if (!comparable) {
            return new Nothing();
        }
        List<Agreement> elements = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            elements.add(element(left.path(i), right.path(i)));
        }
        return elements.stream().anyMatch(Agreement::counts) ? new Parts(List.copyOf(elements)) : new Nothing();
    }

    private static Agreement element(JsonNode left, JsonNode right) {
        if (!left.isArray()) {
            return between(left, right);
        }
        Agreement agreement = between(asValue(left), asValue(right));
        return agreement.countsWhole() ? agreement : new Nothing();
    }

    /** A row or a pair, which stands in its frame or mapping without a type. */
    private static JsonNode asValue(JsonNode element) {
        return element.isArray() ? Json.object().put("t", "tuple").set("v", element) : element;
    }

    private static Agreement ofTexts(String first, String second) {
        int lines = (int) Text.plain(first).lines().count();
        Optional<List<Block>> blocks = Text.differingBlocks(first, second);
        if (blocks.isEmpty()) {
            return new Nothing();
        }
        long hidden = blocks.get().stream()
                .filter(block -> block.freedom() == Freedom.CONTENT)
                .count();
        return hidden >= lines ? new Nothing() : new Lines(blocks.get(), lines);
    }
}
