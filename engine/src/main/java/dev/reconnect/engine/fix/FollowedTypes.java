package dev.reconnect.engine.fix;

import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.types.ObservedCall;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.SourceSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs have seen of files as they were, at the places where fixes have moved the calls to. */
final class FollowedTypes implements ObservedTypes {
    private final ObservedTypes observed;
    private final Map<String, FixingFile> files;

    FollowedTypes(ObservedTypes observed, Map<String, FixingFile> files) {
        this.observed = observed;
        this.files = files;
    }

    @Override
    public Map<SourceSpan, ObservedCall> callsIn(String path, String text) {
        var file = files.get(path);
        if (observed == ObservedTypes.NONE
                || file == null
                || file.originalText().equals(text)) {
            return observed.callsIn(path, text);
        }
        if (!file.parsed().source().text().equals(text)) {
            return Map.of();
        }
        var before = LineIndex.of(file.originalText());
        var now = LineIndex.of(text);
        var changes = file.changes();
        var moved = new HashMap<SourceSpan, ObservedCall>();
        observed.callsIn(path, file.originalText()).forEach((span, call) -> {
            var range = new TextRange(
                    before.offsetOfUtf8(span.line(), span.column()),
                    before.offsetOfUtf8(span.endLine(), span.endColumn()));
            moved(range, changes).ifPresent(place -> moved.put(SourceSpan.of(place, now), call));
        });
        return moved;
    }

    /** Where a call is after the changes; absent where one of them wrote it anew, or its end. */
    private static Optional<TextRange> moved(TextRange call, List<Change> changes) {
        int start = call.start();
        int end = call.end();
        for (var change : changes) {
            var original = change.original();
            if (original.start() >= call.end()) {
                break;
            }
            int shift = change.revised().end() - original.end();
            if (original.end() <= call.start()) {
                start = call.start() + shift;
                end = call.end() + shift;
            } else if (original.end() >= call.end() || original.start() < call.start()) {
                return Optional.empty();
            } else {
                start = original.start() == call.start() ? change.revised().start() : start;
                end = call.end() + shift;
            }
        }
        return Optional.of(new TextRange(start, end));
    }
}
