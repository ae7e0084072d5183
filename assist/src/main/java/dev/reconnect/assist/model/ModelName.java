package dev.reconnect.assist.model;

import dev.reconnect.core.UserException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Which model the user named, as {@code --model} takes it. */
public sealed interface ModelName {
    String FORMS = "It is openai:NAME, anthropic:NAME, ollama:NAME, http://HOST:PORT/v1#NAME or replay:DIR";

    /** As the user wrote it. */
    String text();

    /** A model of OpenAI, or of what {@code OPENAI_BASE_URL} names. */
    record OpenAi(String name) implements ModelName {
        @Override
        public String text() {
            return "openai:" + name;
        }
    }

    /** A model of Anthropic. */
    record Anthropic(String name) implements ModelName {
        @Override
        public String text() {
            return "anthropic:" + name;
        }
    }

    /** A model that Ollama runs. */
    record Ollama(String name) implements ModelName {
        @Override
        public String text() {
            return "ollama:" + name;
        }
    }

    /** Any server that speaks as OpenAI's does: llama.cpp, vLLM, LM Studio and others. */
    record Compatible(URI base, String name) implements ModelName {
        @Override
        public String text() {
            return base + "#" + name;
        }
    }

    /** Answers that were recorded before; nothing is sent. */
    record Replay(Path folder) implements ModelName {
        @Override
        public String text() {
            return "replay:" + folder;
        }
    }

    static ModelName parse(String text) {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return compatible(text);
        }
        int colon = text.indexOf(':');
        var name = text.substring(colon + 1).strip();
        if (colon < 0 || name.isEmpty()) {
            throw unknown(text);
        }
        return switch (text.substring(0, colon)) {
            case "openai" -> new OpenAi(name);
            case "anthropic" -> new Anthropic(name);
            case "ollama" -> new Ollama(name);
            case "replay" -> new Replay(Path.of(name));
            default -> throw unknown(text);
        };
    }

    private static ModelName compatible(String text) {
        int hash = text.indexOf('#');
        if (hash < 0 || hash == text.length() - 1) {
            throw new UserException(
                    "--model `" + text + "` does not say which model of the server is meant",
                    "Put its name behind a #, as in http://localhost:8080/v1#qwen");
        }
        try {
            var base = new URI(text.substring(0, hash));
            if (base.getHost() == null || base.getUserInfo() != null) {
                throw unknown(text);
            }
            return new Compatible(base, text.substring(hash + 1));
        } catch (URISyntaxException e) {
            throw unknown(text);
        }
    }

    private static UserException unknown(String text) {
        return new UserException("--model cannot be `" + text + "`", FORMS);
    }
}
