package dev.reconnect.cli.migrate;

import dev.reconnect.assist.Assistant;
import dev.reconnect.assist.model.Budget;

/** A model that may be asked, and what may be spent on it. */
public record Assistance(Assistant assistant, Budget budget) {
    /** What was spent, and why nothing more was. */
    public String summary() {
        return assistant.name() + ", " + budget.spent()
                + assistant.halted().map(why -> "; " + why).orElse("");
    }
}
