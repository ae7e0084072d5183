package dev.reconnect.lift;

import dev.reconnect.python.tree.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps over elements that no column holds, such as dictionaries. They stay Python until one gives what a column holds, and then are one
 * function.
 *
 * @param from the frame that they start from
 * @param blocked why the first of them has no columns; the reason if none of the following has
 */
record PythonChain(Frame from, List<Link> links, Blocked blocked) {
    /** The methods that a chain goes on with. */
    static final Map<String, Kind> KINDS = Map.of(
            "map", Kind.MAP,
            "filter", Kind.FILTER,
            "flatMap", Kind.FLAT_MAP,
            "mapValues", Kind.MAP_VALUES,
            "flatMapValues", Kind.FLAT_MAP_VALUES,
            "keyBy", Kind.KEY_BY,
            "keys", Kind.KEYS,
            "values", Kind.VALUES);

    enum Kind {
        MAP,
        FILTER,
        FLAT_MAP,
        MAP_VALUES,
        FLAT_MAP_VALUES,
        KEY_BY,
        KEYS,
        VALUES;

        boolean isSelection() {
            return this == FILTER;
        }

        boolean isFlat() {
            return this == FLAT_MAP || this == FLAT_MAP_VALUES;
        }
    }

    /** One step; keys and values of pairs need no function. */
    record Link(Kind kind, Optional<UserFunction> function, Call call) {}

    PythonChain {
        links = List.copyOf(links);
    }

    PythonChain then(Link link) {
        var all = new ArrayList<>(links);
        all.add(link);
        return new PythonChain(from, all, blocked);
    }

    /** Whether each element gives exactly one. */
    boolean isOneToOne() {
        return links.stream()
                .noneMatch(link -> link.kind().isSelection() || link.kind().isFlat());
    }

    boolean isFlat() {
        return links.stream().anyMatch(link -> link.kind().isFlat());
    }

    private List<Call> calls() {
        return links.stream().map(Link::call).toList();
    }

    /** The same steps, on rows that look the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PythonChain chain && from.equals(chain.from) && calls().equals(chain.calls());
    }

    @Override
    public int hashCode() {
        return calls().hashCode();
    }
}
