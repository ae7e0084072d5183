package dev.reconnect.assist.model;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a model is asked: a conversation that ends with the user's turn.
 *
 * @param mostTokens how long the answer may be
 * @param temperature how freely the model chooses its words
 * @param sample tells repetitions of one question apart, from 1
 */
public record Question(List<Message> messages, int mostTokens, double temperature, int sample) {
    public Question {
        messages = List.copyOf(messages);
    }

    /** The same question with other words. */
    Question with(UnaryOperator<String> change) {
        var changed = messages.stream()
                .map(message -> new Message(message.role(), change.apply(message.text())))
                .toList();
        return new Question(changed, mostTokens, temperature, sample);
    }

    /** What stands for the question: it differs wherever the model is asked anything else. */
    public String hash() {
        return Conversations.hash(this);
    }

    /** A guess that is rather too high: code takes a token for three to four bytes. */
    public int estimatedTokens() {
        return messages.stream()
                .mapToInt(message -> Tokens.estimate(message.text()) + 8)
                .sum();
    }
}
