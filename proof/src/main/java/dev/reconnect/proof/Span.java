package dev.reconnect.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places in a list from one up to another, exclusively, whose elements may come in any order. */
record Span(int start, int end) {
    private static final int LONGEST = 20_000;

    int size() {
        return end - start;
    }

    /**
     * The smallest spans in which two lists hold the same elements in another order; empty if they differ in anything
     * else.
     */
    static Optional<List<Span>> between(List<String> left, List<String> right) {
        if (left.size() != right.size()) {
            return Optional.empty();
        }
        Map<String, Integer> last = lastPlaces(right);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                Optional<Span> span = from(i, left, right, last);
                if (span.isEmpty()) {
                    return Optional.empty();
                }
                spans.add(span.get());
                i = span.get().end() - 1;
            }
        }
        return Optional.of(List.copyOf(spans));
    }

    static Map<String, Integer> lastPlaces(List<String> elements) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            last.put(elements.get(i), i);
        }
        return last;
    }

    /**
     * The smallest span from a place on that holds the same elements in both lists.
     *
     * @param last where each element of the right list comes last
     */
    static Optional<Span> from(int start, List<String> left, List<String> right, Map<String, Integer> last) {
        if (last.getOrDefault(left.get(start), -1) < start) {
            return Optional.empty();
        }
        Map<String, Integer> surplus = new HashMap<>();
        int uneven = 0;
        for (int i = start; i < Math.min(left.size(), start + LONGEST); i++) {
            uneven += change(surplus, left.get(i), 1) + change(surplus, right.get(i), -1);
            if (uneven == 0) {
                return Optional.of(new Span(start, i + 1));
            }
        }
        return Optional.empty();
    }

    /** Counts an element; by how much the number of uneven elements has grown. */
    private static int change(Map<String, Integer> surplus, String element, int by) {
        int now = surplus.getOrDefault(element, 0) + by;
        surplus.put(element, now);
        if (now == 0) {
            return -1;
        }
        return now == by ? 1 : 0;
    }

    /** Sorts the elements at these places, as far as the list has them. */
    <T> void settle(List<T> elements, Comparator<? super T> order) {
        int until = Math.min(end, elements.size());
        if (start < until) {
            elements.subList(start, until).sort(order);
        }
    }
}
