package dev.reconnect.assist.model;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.reconnect.core.UserException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens the model that the user named, with all that stands between it and us: recordings, limits, retries.
 *
 * @param record where to keep what is asked and answered
 * @param contextTokens how much the model reads
 * @param timeout for one answer
 */
public record Models(
        ModelName name,
        Environment environment,
        Budget budget,
        Optional<Path> record,
        int contextTokens,
        Duration timeout) {
    public static final String OPENAI_KEY = "OPENAI_API_KEY";
    public static final String ANTHROPIC_KEY = "ANTHROPIC_API_KEY";
    /** The key for a server that is named by its address; those of the big providers are not sent there. */
    public static final String OTHER_KEY = "RECONNECT_MODEL_KEY";

    public static final int CONTEXT = 16_384;
    public static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final List<String> KEYS = List.of(OPENAI_KEY, ANTHROPIC_KEY, OTHER_KEY);

    public Model open() {
        if (name instanceof ModelName.Replay replay) {
            if (!Files.isDirectory(replay.folder())) {
                throw new UserException(
                        "There is no folder of recordings `" + replay.folder() + "`", "--record DIR makes one");
            }
            return new Metered(Recorded.replaying(new Conversations(replay.folder())), budget, contextTokens);
        }
        var provider = new ChatModelAdapter(provider(), name instanceof ModelName.OpenAi);
        var patient = new Retrying(provider, budget, pause -> Thread.sleep(pause.toMillis()));
        var metered = new Metered(patient, budget, contextTokens);
        return record.<Model>map(folder -> Recorded.of(metered, name.text(), secrets(), new Conversations(folder)))
                .orElse(metered);
    }

    /** Where questions go; absent where they go nowhere. */
    public Optional<URI> address() {
        if (name instanceof ModelName.OpenAi) {
            return Optional.of(base("OPENAI_BASE_URL", "https://api.openai.com/v1"));
        }
        if (name instanceof ModelName.Anthropic) {
            return Optional.of(base("ANTHROPIC_BASE_URL", "https://api.anthropic.com/v1"));
        }
        if (name instanceof ModelName.Ollama) {
            return Optional.of(base("OLLAMA_HOST", "http://localhost:11434"));
        }
        return name instanceof ModelName.Compatible server ? Optional.of(server.base()) : Optional.empty();
    }

    private URI base(String variable, String usual) {
        var text = environment.find(variable).orElse(usual);
        var uri = URI.create(text.contains("://") ? text : "http://" + text);
        if (uri.getHost() == null) {
            throw new UserException(variable + " is no address: `" + text + "`", "It looks like " + usual);
        }
        return uri;
    }

    private List<String> secrets() {
        var secrets = new ArrayList<String>();
        KEYS.forEach(key -> environment.find(key).ifPresent(secrets::add));
        return secrets;
    }

    private ChatModel provider() {
        if (name instanceof ModelName.Anthropic model) {
            return AnthropicChatModel.builder()
                    .httpClientBuilder(transport())
                    .baseUrl(slashed(address().orElseThrow()))
                    .apiKey(key(ANTHROPIC_KEY))
                    .modelName(model.name())
                    .timeout(timeout)
                    .maxRetries(0)
                    .build();
        }
        if (name instanceof ModelName.Ollama model) {
            return OllamaChatModel.builder()
                    .httpClientBuilder(transport())
                    .baseUrl(address().orElseThrow().toString())
                    .modelName(model.name())
                    .numCtx(contextTokens)
                    .timeout(timeout)
                    .maxRetries(0)
                    .build();
        }
        return name instanceof ModelName.OpenAi model
                ? openAi(model.name(), key(OPENAI_KEY))
                : openAi(nameOf(name), environment.find(OTHER_KEY).orElse("none"));
    }

    private static String nameOf(ModelName name) {
        return name instanceof ModelName.Compatible server ? server.name() : name.text();
    }

    private ChatModel openAi(String model, String key) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(transport())
                .baseUrl(address().orElseThrow().toString())
                .apiKey(key)
                .modelName(model)
                .timeout(timeout)
                .maxRetries(0)
                .build();
    }

    private static String slashed(URI base) {
        return base.toString().endsWith("/") ? base.toString() : base + "/";
    }

    private Transport.Builder transport() {
        return Transport.builder(new EnvironmentProxies(environment), budget::remaining);
    }

    private String key(String variable) {
        return environment
                .find(variable)
                .orElseThrow(() -> new UserException("There is no key for " + name.text(), "Set " + variable));
    }
}
