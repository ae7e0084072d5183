package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reconnect.proof.Values.Detail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            if (Values.canonical(expected, detail).equals(Values.canonical(got, detail))) {
                return Optional.empty();
            }
            if (!detail.unordered
                    || !Values.isSequence(expected)
                    || !Values.type(expected).equals(Values.type(got))) {
                return Values.firstMismatch(expected, got)
                        .or(() -> Optional.of(Mismatch.of("", Values.forReading(expected), Values.forReading(got))));
            }
            return Optional.of(multisetMismatch(expected, got, detail));
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
                    missing.map(Whole::element).orElse("no further element") + " ("
                            + expected.path("v").size() + " in all)",
                    extra.map(Whole::element).orElse("no such element") + " ("
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
                Optional<Mismatch> mismatch = elements.get(i).check(wanted.path(i), found.path(i));
                if (mismatch.isPresent()) {
                    return mismatch.map(inner -> inner.under(prefix));
                }
            }
            return Optional.empty();
        }
    }

    /** Classic agrees on the lines of a text but for their order, or but for the order of items in brackets too. */
    record Lines(boolean itemsToo) implements Agreement {
        @Override
        public String counted() {
            return itemsToo ? "lines in any order, items in brackets in any order" : "lines in any order";
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            List<String> wanted = Text.sortedLines(expected.path("v").asText(), itemsToo);
            List<String> found = Text.sortedLines(got.path("v").asText(), itemsToo);
            return Text.firstMismatch(wanted, found);
        }
    }

    /** Classic agrees on a text but for some of its lines. */
    record SomeLines(List<Integer> unstable) implements Agreement {
        @Override
        public String counted() {
            String lines =
                    unstable.stream().map(line -> String.valueOf(line + 1)).collect(Collectors.joining(", "));
            return "all but line" + (unstable.size() > 1 ? "s " : " ") + lines;
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            return Text.firstMismatch(
                    Text.masked(expected.path("v").asText(), unstable),
                    Text.masked(got.path("v").asText(), unstable));
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
    }

    /** The closest agreement of two values. */
    static Agreement between(JsonNode first, JsonNode second) {
        if (Values.type(first).equals("text")) {
            return ofTexts(first.path("v").asText(), second.path("v").asText());
        }
        for (Detail detail : Detail.values()) {
            if (Values.canonical(first, detail).equals(Values.canonical(second, detail))) {
                return new Whole(detail);
            }
        }
        return ofParts(first, second);
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
        return between(
                                Json.object().put("t", "tuple").set("v", left),
                                Json.object().put("t", "tuple").set("v", right))
                        instanceof Whole whole
                ? whole
                : new Nothing();
    }

    private static Agreement ofTexts(String first, String second) {
        if (Text.plain(first).equals(Text.plain(second))) {
            return new ExactText();
        }
        for (boolean itemsToo : new boolean[] {false, true}) {
            if (Text.sortedLines(first, itemsToo).equals(Text.sortedLines(second, itemsToo))) {
                return new Lines(itemsToo);
            }
        }
        List<Integer> unstable = Text.differingLines(first, second);
        long lines = Text.plain(first).lines().count();
        return unstable.isEmpty() || unstable.size() * 2L > lines ? new Nothing() : new SomeLines(unstable);
    }

    /** Classic prints the same text each time. */
    record ExactText() implements Agreement {
        @Override
        public String counted() {
            return "exact";
        }

        @Override
        public Optional<Mismatch> check(JsonNode expected, JsonNode got) {
            return Text.firstMismatch(
                    Text.lines(expected.path("v").asText()),
                    Text.lines(got.path("v").asText()));
        }
    }
}
