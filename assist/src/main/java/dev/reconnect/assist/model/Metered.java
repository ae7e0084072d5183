package dev.reconnect.assist.model;

/** A model within a budget, and within what it can read: it is never left to the server to cut a question. */
final class Metered implements Model {
    private final Model model;
    private final Budget budget;
    private final int contextTokens;

    Metered(Model model, Budget budget, int contextTokens) {
        this.model = model;
        this.budget = budget;
        this.contextTokens = contextTokens;
    }

    @Override
    public Reply ask(Question question) {
        int needed = question.estimatedTokens() + question.mostTokens();
        if (needed > contextTokens) {
            throw new ModelException(
                    ModelException.Kind.TOO_LONG,
                    "the question and its answer need about " + needed + " tokens, and the model reads " + contextTokens
                            + " (--context)");
        }
        budget.check(question);
        budget.count();
        var reply = model.ask(question);
        budget.count(reply);
        return reply;
    }
}
