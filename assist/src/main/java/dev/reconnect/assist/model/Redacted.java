package dev.reconnect.assist.model;

import java.util.function.Consumer;

/** A model that is shown no secrets. What it is shown can be watched, to the letter. */
public final class Redacted implements Model {
    private final Model model;
    private final Redaction redaction;
    private final Consumer<Question> watcher;

    /** @param watcher sees each question as it is sent */
    public Redacted(Model model, Redaction redaction, Consumer<Question> watcher) {
        this.model = model;
        this.redaction = redaction;
        this.watcher = watcher;
    }

    @Override
    public Reply ask(Question question) {
        var hidden = question.with(redaction::hide);
        watcher.accept(hidden);
        return model.ask(hidden);
    }
}
