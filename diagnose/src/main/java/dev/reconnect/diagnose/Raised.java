package dev.reconnect.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One exception of a traceback.
 *
 * @param type as the traceback writes it, with its module where it has one; empty if there is a message only
 * @param message may have several lines; empty if it was cut off
 * @param frames the outermost call first
 */
public record Raised(String type, String message, List<Frame> frames) {
    private static final Pattern CONDITION = Pattern.compile("\\[([A-Z][A-Z0-9_]*(?:\\.[A-Z0-9_]+)*)\\]");

    public Raised {
        frames = List.copyOf(frames);
    }

    /** The class's own name. */
    public String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Spark's name for what happened, such as {@code NOT_IMPLEMENTED}, if the message has one. */
    public Optional<String> condition() {
        var found = CONDITION.matcher(message);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The message in one line, as one would quote it. */
    public String headline() {
        var first = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst();
        return type.isEmpty()
                ? first.orElse("")
                : first.map(text -> simpleType() + ": " + text).orElse(simpleType());
    }
}
