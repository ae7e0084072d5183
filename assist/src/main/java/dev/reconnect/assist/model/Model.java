package dev.reconnect.assist.model;

/** A language model that can be asked. It has no tools and remembers nothing: all that it knows is in the question. */
@FunctionalInterface
public interface Model {
    /** @throws ModelException where no answer comes */
    Reply ask(Question question);
}
