package dev.reconnect.assist.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reconnect.core.Digests;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.workspace.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A folder of questions and answers. A file is named by the hash of its question, so that the same question finds its answer. */
final class Conversations {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    Conversations(Path folder) {
        this.folder = folder;
    }

    /** What stands for a question: it differs wherever the model is asked anything else. */
    static String hash(Question question) {
        return Digests.sha256(text(tree(question)));
    }

    Optional<Reply> find(Question question) {
        var file = file(question);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var reply = JSON.readTree(file.toFile()).path("reply");
            return Optional.of(new Reply(
                    reply.path("text").asText(),
                    reply.path("cut").asBoolean(),
                    reply.path("inputTokens").asLong(),
                    reply.path("outputTokens").asLong(),
                    reply.path("seconds").asDouble()));
        } catch (IOException e) {
            throw new ModelException(
                    ModelException.Kind.NOT_RECORDED, "the recording " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** @param secrets what must not get into a file, such as keys */
    void put(Question question, Reply reply, String model, List<String> secrets) {
        var root = JSON.createObjectNode();
        root.put("schema", "reconnect-conversation/1");
        root.put("model", model);
        root.set("question", tree(question));
        root.putObject("reply")
                .put("text", reply.text())
                .put("cut", reply.cut())
                .put("inputTokens", reply.inputTokens())
                .put("outputTokens", reply.outputTokens())
                .put("seconds", reply.seconds());
        var text = text(root);
        for (var secret : secrets) {
            text = text.replace(secret, "***");
        }
        write(file(question), text);
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException("Cannot write to " + folder + ": " + e.getMessage(), "Name another folder", e);
        }
        AtomicFile.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Path file(Question question) {
        return folder.resolve(hash(question) + ".json");
    }

    private static ObjectNode tree(Question question) {
        var node = JSON.createObjectNode();
        node.put("mostTokens", question.mostTokens())
                .put("temperature", question.temperature())
                .put("sample", question.sample());
        var messages = node.putArray("messages");
        for (var message : question.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("text", message.text());
        }
        return node;
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
