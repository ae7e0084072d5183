package dev.reconnect.assist.model;

import static dev.reconnect.testkit.ScriptedModel.says;
import static dev.reconnect.testkit.ScriptedModel.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reconnect.assist.model.ModelException.Kind;
import dev.reconnect.core.UserException;
import dev.reconnect.testkit.ScriptedModel;
import dev.reconnect.testkit.ScriptedModel.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    private static final Question QUESTION =
            new Question(List.of(Message.system("Be brief"), Message.user("rewrite `rdd`")), 50, 0.2, 1);

    @TempDir
    private Path folder;

    private Models models(String name, Map<String, String> environment, Optional<Path> record) {
        return new Models(
                ModelName.parse(name),
                new Environment(environment),
                new Budget(Budget.Limits.DEFAULT),
                record,
                Models.CONTEXT,
                Duration.ofMillis(1500));
    }

    private Model compatible(ScriptedModel server) {
        return models(server.address() + "/v1#tiny", Map.of(), Optional.empty()).open();
    }

    private static void assertFails(Model model, Kind kind) {
        assertThatThrownBy(() -> model.ask(QUESTION))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    @Test
    void asksCompatibleServersWithoutTheKeysOfOthers() {
        try (var server = ScriptedModel.of(says("fine"))) {
            var model = models(
                            server.address() + "/v1#tiny",
                            Map.of("OPENAI_API_KEY", "sk-open", "ANTHROPIC_API_KEY", "sk-ant"),
                            Optional.empty())
                    .open();

            var reply = model.ask(QUESTION);

            assertThat(reply.text()).isEqualTo("fine");
            assertThat(reply.cut()).isFalse();
            assertThat(reply.tokens()).isEqualTo(120);
            var asked = server.asked().get(0);
            assertThat(asked.path()).isEqualTo("/v1/chat/completions");
            assertThat(asked.key()).doesNotContain("sk-");
            assertThat(asked.body())
                    .contains("\"tiny\"", "rewrite `rdd`", "Be brief")
                    .doesNotContain("tools");
        }
    }

    @Test
    void asksOpenAiAnthropicAndOllamaAtTheAddressOfTheEnvironment() {
        try (var server = ScriptedModel.of(says("fine"))) {
            var environment = Map.of(
                    "OPENAI_API_KEY",
                    "sk-open",
                    "OPENAI_BASE_URL",
                    server.address() + "/v1",
                    "ANTHROPIC_API_KEY",
                    "sk-ant",
                    "ANTHROPIC_BASE_URL",
                    server.address() + "/v1",
                    "OLLAMA_HOST",
                    server.address());
            for (var name : List.of("openai:big", "anthropic:wise", "ollama:small")) {
                assertThat(models(name, environment, Optional.empty())
                                .open()
                                .ask(QUESTION)
                                .text())
                        .isEqualTo("fine");
            }
            assertThat(server.asked())
                    .extracting(ScriptedModel.Asked::path)
                    .containsExactly("/v1/chat/completions", "/v1/messages", "/api/chat");
            assertThat(server.asked())
                    .extracting(ScriptedModel.Asked::key)
                    .containsExactly("Bearer sk-open", "sk-ant", "null");
            assertThat(server.asked().get(2).body()).contains("\"num_ctx\" : " + Models.CONTEXT);
        }
    }

    @Test
    void leavesTheTemperatureToModelsThatTakeNone() {
        var refusal = new Turn.Responds(400, "", "{\"error\": {\"message\": \"Unsupported value: 'temperature'\"}}");
        try (var server = ScriptedModel.of(refusal, says("fine"))) {
            var environment = Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", server.address() + "/v1");
            assertThat(models("openai:big", environment, Optional.empty())
                            .open()
                            .ask(QUESTION)
                            .text())
                    .isEqualTo("fine");
            assertThat(server.asked().get(0).body()).contains("max_completion_tokens", "temperature");
            assertThat(server.asked().get(1).body())
                    .contains("max_completion_tokens")
                    .doesNotContain("temperature");
        }
    }

    @Test
    void saysWhichKeyIsMissing() {
        assertThatThrownBy(
                        () -> models("openai:big", Map.of(), Optional.empty()).open())
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.advice()).isEqualTo("Set OPENAI_API_KEY"));
    }

    @Test
    void saysWhatNamesOfModelsLookLike() {
        for (var name :
                List.of("gpt", "gpt:4", "openai:", "http://localhost:1/v1", "http:///v1#x", "https://u:p@h/v1#x")) {
            assertThatThrownBy(() -> ModelName.parse(name)).as(name).isInstanceOf(UserException.class);
        }
    }

    @Test
    void asksAgainAfterTheTimeThatABusyProviderNames() {
        try (var server = ScriptedModel.of(
                new Turn.Responds(429, "Retry-After: 0.2", "{}"),
                new Turn.Responds(503, "Retry-After: 0", ""),
                says("fine"))) {
            long start = System.nanoTime();
            assertThat(compatible(server).ask(QUESTION).text()).isEqualTo("fine");
            assertThat(server.asked()).hasSize(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
        }
    }

    @Test
    void doesNotWaitForHours() {
        try (var server = ScriptedModel.of(new Turn.Responds(429, "Retry-After: 7200", "{}"))) {
            assertFails(compatible(server), Kind.BUSY);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void doesNotAskAgainWhatIsRefused() {
        try (var server = ScriptedModel.of(status(401))) {
            assertFails(compatible(server), Kind.REFUSED);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void givesUpWaitingForSlowAnswers() {
        try (var server = ScriptedModel.of(new Turn.Waits(5000, "late"))) {
            var impatient = hurried(server);
            assertFails(impatient, Kind.TIMEOUT);
        }
    }

    /** With so little time that waits before a second try do not fit. */
    private static Model hurried(ScriptedModel server) {
        var limits = new Budget.Limits(Optional.empty(), Optional.empty(), 1_000_000, 10, Duration.ofMillis(900));
        return new Models(
                        ModelName.parse(server.address() + "/v1#tiny"),
                        new Environment(Map.of()),
                        new Budget(limits),
                        Optional.empty(),
                        Models.CONTEXT,
                        Duration.ofMillis(400))
                .open();
    }

    @Test
    void takesBrokenAndSenselessAnswersForWhatTheyAre() {
        for (var turn : List.of(
                new Turn.HangsUp(),
                new Turn.Responds(200, "", "<html>welcome</html>"),
                new Turn.Responds(200, "", "{\"choices\": []}"),
                new Turn.Responds(200, "", ""),
                says("  "))) {
            try (var server = ScriptedModel.of(turn)) {
                var model = hurried(server);
                assertThatThrownBy(() -> model.ask(QUESTION))
                        .as(turn.toString())
                        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.kind())
                                .isIn(Kind.UNREACHABLE, Kind.MALFORMED, Kind.FAILED, Kind.TIMEOUT));
            }
        }
    }

    @Test
    void saysThatAnAnswerWasCut() {
        try (var server = ScriptedModel.of(new Turn.Says("```python\nx = ", true))) {
            assertThat(compatible(server).ask(QUESTION).cut()).isTrue();
        }
    }

    @Test
    void recordsAndReplaysWithoutSending() throws IOException {
        try (var server = ScriptedModel.of(says("the key is k-very-secret"))) {
            var environment = Map.of("RECONNECT_MODEL_KEY", "k-very-secret");
            var recording = models(server.address() + "/v1#tiny", environment, Optional.of(folder))
                    .open();
            recording.ask(QUESTION);
            assertThat(server.asked()).hasSize(1);
        }
        var replay = models("replay:" + folder, Map.of(), Optional.empty()).open();
        assertThat(replay.ask(QUESTION).text()).isEqualTo("the key is ***");
        var other = new Question(QUESTION.messages(), 50, 0.2, 2);
        assertThatThrownBy(() -> replay.ask(other))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_RECORDED));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void neverAsksWhatCouldGoOverALimit() {
        try (var server = ScriptedModel.of(says("fine"))) {
            var price = new Budget.Price(1000, 1000);
            var limits = List.of(
                    new Budget.Limits(Optional.empty(), Optional.empty(), 1_000_000, 1, Duration.ofHours(1)),
                    new Budget.Limits(Optional.empty(), Optional.empty(), 190, 9, Duration.ofHours(1)),
                    new Budget.Limits(Optional.of(0.19), Optional.of(price), 1_000_000, 9, Duration.ofHours(1)));
            for (var limit : limits) {
                int before = server.asked().size();
                var budget = new Budget(limit);
                var model = new Models(
                                ModelName.parse(server.address() + "/v1#tiny"),
                                new Environment(Map.of()),
                                budget,
                                Optional.empty(),
                                Models.CONTEXT,
                                Duration.ofSeconds(5))
                        .open();
                model.ask(QUESTION);
                assertFails(model, Kind.BUDGET);
                assertThat(server.asked()).hasSize(before + 1);
                assertThat(budget.calls()).isEqualTo(1);
            }
        }
    }

    @Test
    void spendsNoMoreTimeThanAllowed() {
        var now = new long[1];
        var limits = new Budget.Limits(Optional.empty(), Optional.empty(), 1000, 9, Duration.ofSeconds(10));
        var budget = new Budget(limits, () -> now[0]);
        now[0] = Duration.ofSeconds(10).toNanos();
        assertThatThrownBy(() -> budget.check(QUESTION)).hasMessageContaining("--max-seconds 10");
    }

    @Test
    void neverCutsAQuestionThatIsTooLong() {
        try (var server = ScriptedModel.of(says("fine"))) {
            var question = new Question(List.of(Message.user("x".repeat(60_000))), 50, 0, 1);
            assertThatThrownBy(() -> compatible(server).ask(question)).hasMessageContaining("--context");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void takesTheProxiesOfTheEnvironment() {
        var proxies = new EnvironmentProxies(
                new Environment(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", "inside.example, .lan")));
        assertThat(proxies.select(java.net.URI.create("https://api.example/v1")).toString())
                .contains("proxy", "3128");
        for (var direct :
                List.of("https://a.inside.example/v1", "https://box.lan", "https://localhost:1", "http://x.example")) {
            assertThat(proxies.select(java.net.URI.create(direct))).as(direct).containsExactly(java.net.Proxy.NO_PROXY);
        }
    }
}
