package dev.reconnect.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.workspace.SourceFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConftestTest {
    private static String text(String... needs) {
        var conftest = new Conftest("job.py", "tests", "original/job.py", "../job.py", List.of("data", "more"));
        var text = conftest.text(Set.of(needs));
        assertThat(SourceFile.of("conftest.py", text).parse().problems())
                .as(text)
                .isEmpty();
        assertThat(text).doesNotContain("#:").doesNotContain("{program}").doesNotContain("{folder}");
        return text;
    }

    @Test
    void holdsWhatTheTestsNeed() {
        assertThat(text("script", "plain", "runs", "runpy", "csv", "data"))
                .contains("MIGRATED = HERE / \"../job.py\"")
                .contains("def csv(")
                .contains(".replace(\"{data2}\", str(work / \"more\"))")
                .doesNotContain("def json(")
                .doesNotContain("def loaded(")
                .doesNotContain("import json");
    }

    @Test
    void eachFormOfProgramIsRunInItsWay() {
        assertThat(text("notebook", "plain", "runs", "json"))
                .contains("\"cells\"")
                .doesNotContain("runpy");
        assertThat(text("script", "plain", "calls", "runpy"))
                .contains("def loaded(")
                .doesNotContain("class Run");
        assertThat(text("script", "predefined", "runs", "runpy")).contains("init_globals=predefined()");
    }
}
