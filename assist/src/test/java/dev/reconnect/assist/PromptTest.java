package dev.reconnect.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.assist.model.Question;
import dev.reconnect.assist.model.Tokens;
import dev.reconnect.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class PromptTest {
    private static final Path LIFTED = Path.of("..", "bench", "lift", "programs");

    /** The figures of docs/models.md. */
    @Test
    void asksAboutAllThatRulesAndLifterLeave() throws IOException {
        var prompt = new Prompt(Programs.TARGET, Programs.RULES);
        long left = 0;
        long asked = 0;
        var tokens = new ArrayList<Integer>();
        try (var programs = Files.list(LIFTED)) {
            for (var program : programs.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .toList()) {
                var analysis = Programs.fixed(Files.readString(program));
                left += analysis.result().findings().stream()
                        .filter(Finding::isObstacle)
                        .count();
                for (var region : Programs.regions(analysis)) {
                    asked += region.findings().size();
                    var question = new Question(prompt.of(region, analysis, Optional.empty()), 1500, 0, 1);
                    tokens.add(question.estimatedTokens());
                }
            }
        }
        assertThat(asked).isEqualTo(left).isGreaterThan(100);
        assertThat(tokens).hasSizeGreaterThan(30).allMatch(size -> size < 4500);
    }

    @Test
    void keepsTheCardShortAndWhatTheRegionUsesFirst() {
        var card = Card.of(Programs.TARGET, Set.of("cogroup", "histogram"));
        assertThat(Tokens.estimate(card)).isLessThanOrEqualTo(Card.MOST_TOKENS);
        assertThat(card.lines().limit(2)).allMatch(line -> line.contains("cogroup") || line.contains("histogram"));
    }

    @Test
    void findsPairsByWhatTheyHaveInCommon() {
        var pairs = Examples.of(Programs.RULES).like("frame.rdd.isEmpty()");
        assertThat(pairs).contains("rdd.isEmpty()").contains("becomes");
        assertThat(Examples.of(Programs.RULES).like("x = 1")).isEmpty();
    }

    @Test
    void fillsEveryFieldAndLooksIntoNothingThatIsFilledIn() {
        var filled = new Template("retry.md").fill(Map.of("failures", "{{card}} $1"));
        assertThat(filled).contains("{{card}} $1");
        Assertions.assertThatIllegalArgumentException().isThrownBy(() -> new Template("retry.md").fill(Map.of()));
    }

    @Test
    void fencesAreLongerThanAnyInside() {
        for (var text : List.of("x", "```", "`````\n```")) {
            var fenced = Fences.around("python", text);
            var fence = fenced.substring(0, fenced.indexOf("python"));
            assertThat(text).doesNotContain(fence);
            assertThat(fenced).endsWith("\n" + fence);
        }
    }
}
