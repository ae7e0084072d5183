package dev.reconnect.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.assist.model.Model;
import dev.reconnect.assist.model.Redaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalStoreTest {
    @TempDir
    private Path folder;

    private final List<Proposal> tried = new ArrayList<>();

    private Suggestion suggest(String program, Model model, Optional<String> objection) {
        var assistant = new Assistant(
                model,
                "test",
                new Redaction(),
                1,
                Programs.TARGET,
                Programs.RULES,
                Optional.of(new ProposalStore(folder, Programs.TARGET)));
        var analysis = Programs.analysis(program);
        var suggestion = assistant.suggest(Programs.regions(analysis).get(0), analysis, Optional.empty(), proposal -> {
            tried.add(proposal);
            return objection;
        });
        suggestion.proposal().ifPresent(proposal -> assistant.remember(proposal, analysis));
        return suggestion;
    }

    private static Model silent() {
        return question -> {
            throw new AssertionError("was asked");
        };
    }

    @Test
    void answersForAModelWhateverTheVariablesAreCalled() {
        suggest(Programs.BEST, question -> Programs.reply(Programs.RIGHT), Optional.empty());
        var other = Programs.BEST
                .replace("orders", "sales")
                .replace("totals", "highest")
                .replace("lambda row: (row[\"region\"], row[\"amount\"])", "lambda r: (r[\"region\"],  r[\"amount\"])");
        var suggestion = suggest(other, silent(), Optional.empty());
        assertThat(suggestion.proposal()).isPresent();
        assertThat(suggestion.proposal().get().code())
                .contains("rows = sales.groupBy", "highest = {")
                .doesNotContain("orders", "totals");
        assertThat(suggestion.attempts()).extracting(Attempt::round).containsExactly(0);
        assertThat(tried).hasSize(2);
    }

    @Test
    void isNotBelievedEither() {
        suggest(Programs.BEST, question -> Programs.reply(Programs.RIGHT), Optional.empty());
        var suggestion =
                suggest(Programs.BEST, question -> Programs.reply("UNSUPPORTED: no"), Optional.of("`stdout` differs"));
        assertThat(suggestion.proposal()).isEmpty();
        assertThat(suggestion.attempts()).extracting(Attempt::ending).containsExactly("stopped: proof", "unsupported");
    }

    @Test
    void answersNothingElse() {
        suggest(Programs.BEST, question -> Programs.reply(Programs.RIGHT), Optional.empty());
        var other = Programs.BEST.replace("[\"amount\"]", "[\"price\"]");
        var suggestion = suggest(other, question -> Programs.reply("UNSUPPORTED: no"), Optional.empty());
        assertThat(suggestion.attempts()).extracting(Attempt::ending).containsExactly("unsupported");
    }

    @Test
    void keepsNoSecrets() {
        var program = Programs.BEST.replace("orders.rdd.map", "orders.rdd.setName('s3://our-bucket/x').map");
        suggest(program, question -> Programs.reply(Programs.RIGHT), Optional.empty());
        assertThat(folder).isEmptyDirectory();
    }
}
