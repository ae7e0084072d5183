package dev.reconnect.core;

import java.util.List;

/**
 * A titled group of edits to one file, applied together or not at all.
 *
 * @param title what the fix does, in the imperative, without a full stop
 * @param edits sorted by position and disjoint
 * @param imports what the new text relies on
 */
public record Fix(String title, Applicability applicability, List<Edit> edits, List<ImportRequest> imports) {
    public Fix {
        edits = edits.stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
        imports = List.copyOf(imports);
        for (int i = 1; i < edits.size(); i++) {
            if (edits.get(i - 1).range().overlaps(edits.get(i).range())) {
                throw new IllegalArgumentException("overlapping edits in fix: " + title);
            }
        }
    }

    public static Fix safe(String title, Edit... edits) {
        return new Fix(title, Applicability.SAFE, List.of(edits), List.of());
    }

    public static Fix unsafe(String title, Edit... edits) {
        return new Fix(title, Applicability.UNSAFE, List.of(edits), List.of());
    }

    public static Fix displayOnly(String title, Edit... edits) {
        return new Fix(title, Applicability.DISPLAY_ONLY, List.of(edits), List.of());
    }

    public Fix importing(ImportRequest... requests) {
        return new Fix(title, applicability, edits, List.of(requests));
    }
}
