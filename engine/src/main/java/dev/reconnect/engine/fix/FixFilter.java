package dev.reconnect.engine.fix;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;

/** Decides which fixes may be applied; a fix that is for display only never is, whatever a filter says. */
@FunctionalInterface
public interface FixFilter {
    /** Only fixes that keep every result. */
    FixFilter SAFE = (finding, fix) -> fix.applicability() == Applicability.SAFE;

    /** Fixes that may change the meaning too. */
    FixFilter UNSAFE = (finding, fix) -> fix.applicability() != Applicability.DISPLAY_ONLY;

    boolean accepts(Finding finding, Fix fix);
}
