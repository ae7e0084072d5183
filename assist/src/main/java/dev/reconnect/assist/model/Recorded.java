package dev.reconnect.assist.model;

import java.util.List;
import java.util.Optional;

/** A model whose answers are kept, or that answers from what was kept and from nothing else. */
final class Recorded implements Model {
    private final Conversations conversations;
    private final String name;
    private final List<String> secrets;
    private final Optional<Model> model;

    private Recorded(Conversations conversations, String name, List<String> secrets, Optional<Model> model) {
        this.conversations = conversations;
        this.name = name;
        this.secrets = List.copyOf(secrets);
        this.model = model;
    }

    static Recorded of(Model model, String name, List<String> secrets, Conversations conversations) {
        return new Recorded(conversations, name, secrets, Optional.of(model));
    }

    static Recorded replaying(Conversations conversations) {
        return new Recorded(conversations, "", List.of(), Optional.empty());
    }

    @Override
    public Reply ask(Question question) {
        if (model.isEmpty()) {
            return conversations
                    .find(question)
                    .orElseThrow(() -> new ModelException(
                            ModelException.Kind.NOT_RECORDED,
                            "no answer is recorded for this question: " + conversations.file(question)));
        }
        var reply = model.get().ask(question);
        conversations.put(question, reply, name, secrets);
        return reply;
    }
}
