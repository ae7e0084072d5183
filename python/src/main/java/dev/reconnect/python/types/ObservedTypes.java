package dev.reconnect.python.types;

import java.util.Map;

/**
 * What runs of the program have seen at places of its text: evidence for where the text alone does not say. A run shows what was, not what
 * must be; types that rest on it are never certain.
 */
@FunctionalInterface
public interface ObservedTypes {
    /** No run is known. */
    ObservedTypes NONE = (path, text) -> Map.of();

    /**
     * What runs saw of the calls, attributes and operations of a file of the project, by their exact spans; nothing if it had another text
     * when it ran.
     */
    Map<SourceSpan, ObservedCall> callsIn(String path, String text);
}
