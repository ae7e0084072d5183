package dev.reconnect.assist.model;

import java.time.Duration;

/** Asks again where that may help, after waits that grow, or that the provider asks for. */
final class Retrying implements Model {
    static final int TRIES = 4;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Model model;
    private final Budget budget;
    private final Pause pause;

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void take(Duration duration) throws InterruptedException;
    }

    Retrying(Model model, Budget budget, Pause pause) {
        this.model = model;
        this.budget = budget;
        this.pause = pause;
    }

    @Override
    public Reply ask(Question question) {
        var wait = FIRST_WAIT;
        for (int tries = 1; ; tries++) {
            try {
                return model.ask(question);
            } catch (ModelException e) {
                var asked = e.retryAfter().orElse(wait);
                if (tries == TRIES || !e.kind().isPassing() || isTooLong(asked)) {
                    throw e;
                }
                rest(asked);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private boolean isTooLong(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 || wait.compareTo(budget.remaining()) > 0;
    }

    private void rest(Duration wait) {
        try {
            pause.take(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(ModelException.Kind.TIMEOUT, "the question was cancelled");
        }
    }
}
