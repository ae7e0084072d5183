package dev.reconnect.python.types;

import java.util.Optional;

/**
 * What runs of the program have seen at places of its text: evidence for where the text alone does not say. A run shows what was, not what
 * must be; types that rest on it are never certain.
 */
@FunctionalInterface
public interface ObservedTypes {
    /** No run is known. */
    ObservedTypes NONE = (path, span) -> Optional.empty();

    /** What a run saw of the call, attribute or operation that has exactly this span in a file of the project. */
    Optional<ObservedCall> find(String path, SourceSpan span);
}
