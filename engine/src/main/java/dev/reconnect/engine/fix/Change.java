package dev.reconnect.engine.fix;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import java.util.List;

/**
 * A stretch of the original text, what stands in its place after all rounds, and the reasons.
 *
 * @param original where it was; empty for an insertion
 * @param revised where the replacement is in the final text; empty for a deletion
 */
public record Change(TextRange original, TextRange revised, String replacement, List<AppliedFix> reasons) {
    public Change {
        reasons = List.copyOf(reasons);
    }

    /** This change as an edit of the original text. */
    public Edit edit() {
        return new Edit(original, replacement);
    }
}
