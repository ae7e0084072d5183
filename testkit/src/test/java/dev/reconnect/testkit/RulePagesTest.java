package dev.reconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.RuleSet;
import dev.reconnect.testkit.fixture.Clumsy;
import dev.reconnect.testkit.fixture.OldGreeting;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulePagesTest {
    @TestFactory
    Stream<DynamicNode> goodPage() {
        return RulePages.of(RuleSet.of(new OldGreeting())).tests();
    }

    @Test
    void badPage() {
        var complaints = RulePages.of(RuleSet.of(new Clumsy())).complaints(new Clumsy());
        assertThat(complaints)
                .anySatisfy(complaint -> assertThat(complaint).startsWith("Clumsy.md:3: the summary ends"))
                .anySatisfy(complaint -> assertThat(complaint).startsWith("Clumsy.md:6: `status` is `new`"))
                .anySatisfy(complaint -> assertThat(complaint).startsWith("Clumsy.md:9: the effort"))
                .anySatisfy(complaint -> assertThat(complaint).contains("no `py ok` block"))
                .anySatisfy(complaint -> assertThat(complaint).contains("no heading `## Not flagged`"))
                .anySatisfy(
                        complaint -> assertThat(complaint).startsWith("Clumsy.md:39: `Why it matters` comes too late"))
                .anySatisfy(complaint -> assertThat(complaint).startsWith("Clumsy.md:16: no line is marked"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("Clumsy.md:19: ").contains("back and forth"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("Clumsy.md:22: ").contains("loses the comment `# keep me`"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("Clumsy.md:25: marked, not found: # warning: clumsy"))
                .anySatisfy(complaint -> assertThat(complaint)
                        .startsWith("Clumsy.md:25: ")
                        .contains("would not parse after the fix of `clumsy`"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("Clumsy.md:28: ").contains("fixed otherwise with tabs"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("Clumsy.md:28: ").contains("fixed otherwise with CRLF"))
                .anySatisfy(complaint -> assertThat(complaint)
                        .startsWith("Clumsy.md:36: ")
                        .contains("the message ends with a full stop"));
    }
}
