package dev.reconnect.assist;

import static dev.reconnect.assist.Programs.fenced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.assist.model.Message;
import dev.reconnect.assist.model.Model;
import dev.reconnect.assist.model.ModelException;
import dev.reconnect.assist.model.Question;
import dev.reconnect.assist.model.Redacted;
import dev.reconnect.assist.model.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssistantTest {
    private final List<Question> asked = new ArrayList<>();
    private final List<Proposal> tried = new ArrayList<>();

    private Model saying(String... answers) {
        return question -> {
            asked.add(question);
            return Programs.reply(answers[Math.min(asked.size(), answers.length) - 1]);
        };
    }

    private Suggestion suggest(Model model, int samples, String program, Oracle oracle) {
        var redaction = new Redaction();
        var assistant = new Assistant(
                new Redacted(model, redaction, question -> {}),
                "test",
                redaction,
                samples,
                Programs.TARGET,
                Programs.RULES,
                Optional.empty());
        var analysis = Programs.analysis(program);
        return assistant.suggest(Programs.regions(analysis).get(0), analysis, Optional.empty(), oracle);
    }

    private Optional<String> accept(Proposal proposal) {
        tried.add(proposal);
        return Optional.empty();
    }

    @Test
    void keepsWhatTheProofBearsOut() {
        var suggestion = suggest(saying(Programs.RIGHT), 1, Programs.BEST, this::accept);
        assertThat(suggestion.proposal()).isPresent();
        assertThat(suggestion.attempts()).extracting(Attempt::ending).containsExactly("passed");
        assertThat(suggestion.tokens()).isEqualTo(120);
        assertThat(suggestion.line()).isEqualTo(15);
    }

    @Test
    void saysWhyAnAnswerFailedAndAsksAgain() {
        var suggestion = suggest(saying("totals = {}", Programs.RIGHT), 1, Programs.BEST, this::accept);
        assertThat(suggestion.proposal()).isPresent();
        assertThat(suggestion.rounds()).isEqualTo(2);
        var second = asked.get(1).messages();
        assertThat(second).hasSize(4);
        assertThat(second.get(3).text()).contains("extraction: the answer has no fenced block");
    }

    @Test
    void neverTakesTheModelsWordForIt() {
        var wrong = Programs.RIGHT.replace("F.max", "F.min");
        var suggestion = suggest(saying(wrong), 1, Programs.BEST, proposal -> Optional.of("`stdout` differs"));
        assertThat(suggestion.proposal()).isEmpty();
        assertThat(suggestion.attempts())
                .allMatch(attempt -> attempt.stoppedAt().equals(Optional.of(Gate.PROOF)));
        assertThat(suggestion.rounds()).isEqualTo(2);
        assertThat(suggestion.end()).contains("as it had failed before");
    }

    @Test
    void stopsAfterThreeRounds() {
        var suggestion = suggest(
                saying("no", fenced("x = ("), fenced("totals = {'a': 1}"), Programs.RIGHT),
                1,
                Programs.BEST,
                this::accept);
        assertThat(suggestion.proposal()).isEmpty();
        assertThat(asked).hasSize(3);
        assertThat(suggestion.end()).contains("none of 3 answers");
    }

    @Test
    void drawsSeveralAndTriesTheSmallestChangeFirst() {
        var longer = Programs.RIGHT.replace("totals =", "other = rows\ntotals =");
        var suggestion = suggest(saying(longer, Programs.RIGHT, Programs.RIGHT, "no"), 4, Programs.BEST, this::accept);
        assertThat(tried).hasSize(1);
        assertThat(tried.get(0).code()).doesNotContain("other");
        assertThat(suggestion.proposal()).isPresent();
        assertThat(asked).extracting(Question::sample).containsExactly(1, 2, 3, 4);
        assertThat(asked).extracting(Question::temperature).containsOnly(0.8);
    }

    @Test
    void takesUnsupportedForAnAnswer() {
        var suggestion = suggest(saying("UNSUPPORTED: no such form"), 1, Programs.BEST, this::accept);
        assertThat(asked).hasSize(1);
        assertThat(suggestion.end()).contains("no such form");
        assertThat(suggestion.attempts()).extracting(Attempt::ending).containsExactly("unsupported");
    }

    @Test
    void asksNothingMoreOnceALimitIsReached() {
        Model model = question -> {
            asked.add(question);
            throw new ModelException(ModelException.Kind.BUDGET, "the next question could go over --max-calls 1");
        };
        var redaction = new Redaction();
        var assistant = new Assistant(model, "test", redaction, 1, Programs.TARGET, Programs.RULES, Optional.empty());
        var analysis = Programs.analysis(Programs.BEST);
        var region = Programs.regions(analysis).get(0);
        for (int i = 0; i < 2; i++) {
            var suggestion = assistant.suggest(region, analysis, Optional.empty(), this::accept);
            assertThat(suggestion.end()).contains("--max-calls 1");
        }
        assertThat(asked).hasSize(1);
        assertThat(assistant.halted()).isPresent();
    }

    @Test
    void provesWhatCameBeforeALimitWasReached() {
        Model model = question -> {
            asked.add(question);
            if (asked.size() == 2) {
                throw new ModelException(ModelException.Kind.BUDGET, "the next question could go over --max-calls 1");
            }
            return Programs.reply(Programs.RIGHT);
        };
        assertThat(suggest(model, 3, Programs.BEST, this::accept).proposal()).isPresent();
        assertThat(asked).hasSize(2);
    }

    @Test
    void tellsWhatAModelHasToKnow() {
        suggest(saying(Programs.RIGHT), 1, Programs.BEST, this::accept);
        var text = asked.get(0).messages().stream().map(Message::text).collect(Collectors.joining("\n"));
        assertThat(text)
                .contains("spark-4.2")
                .contains("`RDD.reduceByKey`: `df.groupBy(key).agg(...)`")
                .contains("becomes")
                .contains("def best(orders: DataFrame) -> dict:")
                .contains("`orders`: `pyspark.sql.DataFrame")
                .contains("The program uses `totals` after it.")
                .contains("UNSUPPORTED: reason")
                .doesNotContain("{{");
        assertThat(asked.get(0).estimatedTokens()).isLessThan(6000);
    }

    @Test
    void asksTheSameOfTheSameProgram() {
        suggest(saying(Programs.RIGHT), 1, Programs.BEST, this::accept);
        suggest(saying(Programs.RIGHT), 1, Programs.BEST, this::accept);
        assertThat(asked.get(0).hash()).isEqualTo(asked.get(1).hash());
    }
}
