package dev.reconnect.assist.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;

/** A provider of the library as a {@link Model}: one exchange, no retries, no tools. */
final class ChatModelAdapter implements Model {
    private final ChatModel model;
    private final boolean countsThoughts;

    /** @param countsThoughts whether the limit of an answer has the name that OpenAI's newer models ask for */
    ChatModelAdapter(ChatModel model, boolean countsThoughts) {
        this.model = model;
        this.countsThoughts = countsThoughts;
    }

    @Override
    public Reply ask(Question question) {
        long start = System.nanoTime();
        var response = exchange(question);
        var text =
                Optional.ofNullable(response.aiMessage()).map(AiMessage::text).orElse("");
        if (text == null || text.isBlank()) {
            throw new ModelException(ModelException.Kind.MALFORMED, "the answer is empty");
        }
        var usage = Optional.ofNullable(response.tokenUsage());
        return new Reply(
                text,
                response.finishReason() == FinishReason.LENGTH,
                usage.map(TokenUsage::inputTokenCount).orElse(question.estimatedTokens()),
                usage.map(TokenUsage::outputTokenCount).orElse(Tokens.estimate(text)),
                (System.nanoTime() - start) / 1e9);
    }

    /** Some models take no temperature but their own, and say so. */
    private ChatResponse exchange(Question question) {
        try {
            return exchange(question, Optional.of(question.temperature()));
        } catch (ModelException e) {
            boolean isAboutTemperature = e.kind() == ModelException.Kind.REFUSED
                    && String.valueOf(e.getMessage()).contains("temperature");
            if (isAboutTemperature) {
                return exchange(question, Optional.empty());
            }
            throw e;
        }
    }

    private ChatResponse exchange(Question question, Optional<Double> temperature) {
        var messages =
                question.messages().stream().map(ChatModelAdapter::message).toList();
        try {
            return model.chat(ChatRequest.builder()
                    .messages(messages)
                    .parameters(parameters(question, temperature))
                    .build());
        } catch (RuntimeException e) {
            // The library throws whatever it meets in answers that it cannot read, plain runtime exceptions too.
            throw translated(e);
        }
    }

    private ChatRequestParameters parameters(Question question, Optional<Double> temperature) {
        if (countsThoughts) {
            var parameters = OpenAiChatRequestParameters.builder().maxCompletionTokens(question.mostTokens());
            temperature.ifPresent(parameters::temperature);
            return parameters.build();
        }
        var parameters = ChatRequestParameters.builder().maxOutputTokens(question.mostTokens());
        temperature.ifPresent(parameters::temperature);
        return parameters.build();
    }

    /** The library wraps what the transport threw; answers that it cannot read come as all kinds of exceptions. */
    private static ModelException translated(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelException known) {
                return known;
            }
            if (cause instanceof Refusal refusal) {
                return refusal.asModelException();
            }
        }
        return new ModelException(
                ModelException.Kind.MALFORMED,
                "the answer cannot be read: " + failure.getClass().getSimpleName());
    }

    private static ChatMessage message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case MODEL -> AiMessage.from(message.text());
        };
    }
}
