package dev.reconnect.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectionsTest {
    @Test
    void showsWhatValuesLookLikeAndNotWhatTheyAre() {
        assertThat(Objections.shape("[('jane', 1980), (None, -3.5)]")).isEqualTo("[('xxxx', 9999), (xxxx, -9.9)]");
    }

    @Test
    void quotesNothingOfWhatSparkQuotes() {
        assertThat(Objections.of(
                        Optional.empty(),
                        List.of("The value 'jane doe' of type \"STRING\" cannot be cast because it is malformed")))
                .doesNotContain("jane", "doe")
                .contains("'xxxx xxx'", "cannot be cast");
    }
}
