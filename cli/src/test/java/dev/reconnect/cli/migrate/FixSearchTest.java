package dev.reconnect.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FixSearchTest {
    private final List<Set<String>> proofs = new ArrayList<>();

    private FixSearch<Set<String>> search(List<String> all, Set<String> wrong) {
        return new FixSearch<>(
                all,
                fixes -> {
                    proofs.add(new TreeSet<>(fixes.names()));
                    return fixes.names();
                },
                names -> names.stream()
                        .filter(wrong::contains)
                        .sorted()
                        .findFirst()
                        .map(name -> name + " differs"));
    }

    @Test
    void keepsAllThatHoldTogether() {
        var search = search(List.of("a", "b", "c"), Set.of());
        assertThat(search.find()).contains(Set.of("a", "b", "c"));
        assertThat(search.leftOut()).isEmpty();
        assertThat(proofs).hasSize(1);
    }

    @Test
    void leavesOutTheOneThatDiffersAndSaysWhy() {
        var search = search(List.of("a", "b", "c", "d"), Set.of("c"));
        assertThat(search.knowing(Set.of("a", "b", "c", "d")).find()).contains(Set.of("a", "b", "d"));
        assertThat(search.leftOut()).containsExactly("left out: c; with it: c differs");
        assertThat(proofs).containsExactly(Set.of("a", "b"), Set.of("a", "b", "c"), Set.of("a", "b", "d"));
    }

    @Test
    void ofTwoOneProofIsEnoughWhereTheFirstHolds() {
        var search = search(List.of("a", "b"), Set.of("b"));
        assertThat(search.knowing(Set.of("a", "b")).find()).contains(Set.of("a"));
        assertThat(search.leftOut()).containsExactly("left out: b; with it: b differs");
        assertThat(proofs).containsExactly(Set.of("a"));
    }

    @Test
    void findsNothingWhereNothingHolds() {
        var search = search(List.of("a", "b"), Set.of("a", "b"));
        assertThat(search.find()).isEqualTo(Optional.empty());
    }

    @Test
    void givesUpAfterSoManyProofs() {
        var all = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        var search = search(all, Set.of("a", "c", "e", "g", "i"));
        search.find();
        assertThat(proofs).hasSize(FixSearch.MOST_PROOFS);
        assertThat(search.leftOut()).contains("left out: j");
    }
}
