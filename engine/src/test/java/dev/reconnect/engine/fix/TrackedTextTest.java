package dev.reconnect.engine.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.fix.TrackedText.Reasoned;
import dev.reconnect.engine.workspace.Edits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackedTextTest {
    @Test
    void reasonsOfLaterEditsJoin() {
        var text = new TrackedText("one two three");
        text.apply(List.of(edit(4, 7, "2", "a")));
        text.apply(List.of(edit(0, 5, "1 and 2", "b"), edit(11, 11, "!", "c")));
        assertThat(text.text()).isEqualTo("1 and 2 three!");
        var changes = text.changes();
        assertThat(changes.get(0).reasons()).extracting(AppliedFix::rule).containsExactly("a", "b");
        assertThat(changes.get(0).original()).isEqualTo(new TextRange(0, 7));
        assertThat(changes.get(1).reasons()).extracting(AppliedFix::rule).containsExactly("c");
    }

    @Test
    void whatCameBackIsNoChange() {
        var text = new TrackedText("one two");
        text.apply(List.of(edit(0, 3, "1", "a")));
        text.apply(List.of(edit(0, 1, "one", "b")));
        assertThat(text.text()).isEqualTo("one two");
        assertThat(text.changes()).isEmpty();
    }

    /** However often a text is edited, its changes lead from the original to the final text and say where they ended up. */
    @Test
    void changesLeadFromTheOriginal() {
        var random = new Random(7);
        for (int run = 0; run < 500; run++) {
            var original = "abcdefghijklmnop".substring(0, random.nextInt(17));
            var text = new TrackedText(original);
            for (int round = 0; round < 6; round++) {
                var edits = edits(random, text.text());
                var expected = Edits.apply(
                        text.text(), edits.stream().map(Reasoned::edit).toList());
                text.apply(edits);
                assertThat(text.text()).isEqualTo(expected);
                checkChanges(original, text);
            }
        }
    }

    private static void checkChanges(String original, TrackedText text) {
        var changes = text.changes();
        assertThat(Edits.apply(original, changes.stream().map(Change::edit).toList()))
                .isEqualTo(text.text());
        for (var change : changes) {
            assertThat(change.revised().substring(text.text())).isEqualTo(change.replacement());
            assertThat(change.reasons()).isNotEmpty();
        }
    }

    private static List<Reasoned> edits(Random random, String text) {
        var edits = new ArrayList<Reasoned>();
        int at = 0;
        while (edits.size() < 3 && at <= text.length()) {
            int start = at + random.nextInt(4);
            int end = start + random.nextInt(3);
            if (end > text.length()) {
                break;
            }
            edits.add(edit(start, end, "XYZ".substring(random.nextInt(4)), "r" + random.nextInt(100)));
            at = end + 1;
        }
        return edits;
    }

    private static Reasoned edit(int start, int end, String text, String rule) {
        return new Reasoned(
                new Edit(new TextRange(start, end), text), List.of(new AppliedFix(rule, "", "", false, 1, 1)));
    }
}
