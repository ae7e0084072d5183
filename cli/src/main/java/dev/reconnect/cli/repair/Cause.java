package dev.reconnect.cli.repair;

import dev.reconnect.core.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The place in a program that is to blame for a failure.
 *
 * @param file as the workspace names it
 * @param line from 1
 * @param text the line, without indentation
 * @param findings what is known to fail there
 * @param surfaced the line of the program that raised, if that is another
 */
public record Cause(String file, int line, String text, List<Finding> findings, Optional<Integer> surfaced) {
    public Cause {
        findings = List.copyOf(findings);
    }

    /** The same place in a file of another name. */
    Cause in(String name) {
        return new Cause(name, line, text, findings, surfaced);
    }
}
