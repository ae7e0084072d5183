package dev.reconnect.engine.fix;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text under repeated edits that knows, for each stretch, where it stood in the original and why it changed. The text is a row of
 * pieces; a piece is original text that was kept, or a replacement for a range of the original.
 */
final class TrackedText {
    private final String original;
    private List<Piece> pieces;
    private String text;

    TrackedText(String original) {
        this.original = original;
        this.pieces = List.of(Piece.kept(0, original.length()));
        this.text = original;
    }

    String text() {
        return text;
    }

    String original() {
        return original;
    }

    /** Where in the original a place of the text comes from; the start of what was replaced for text that an edit wrote. */
    int originalOffset(int offset) {
        int at = 0;
        for (var piece : pieces) {
            int end = at + piece.length();
            if (offset < end) {
                return piece.isKept() ? piece.start + offset - at : piece.start;
            }
            at = end;
        }
        return original.length();
    }

    /** Applies edits, sorted by position and disjoint, each with its own reasons. */
    void apply(List<Reasoned> edits) {
        for (int i = edits.size() - 1; i >= 0; i--) {
            apply(edits.get(i).edit(), edits.get(i).reasons());
        }
        var next = new StringBuilder(text.length() + 64);
        for (var piece : pieces) {
            next.append(piece.text(original));
        }
        text = next.toString();
    }

    /** What differs from the original, in order; stretches that came back to what they were are left out. */
    List<Change> changes() {
        var changes = new ArrayList<Change>();
        int at = 0;
        for (var piece : pieces) {
            int end = at + piece.length();
            if (piece.replacement != null && !piece.replacement.equals(original.substring(piece.start, piece.end))) {
                changes.add(new Change(
                        new TextRange(piece.start, piece.end),
                        new TextRange(at, end),
                        piece.replacement,
                        List.copyOf(piece.reasons)));
            }
            at = end;
        }
        return changes;
    }

    private void apply(Edit edit, List<AppliedFix> reasons) {
        var next = new ArrayList<Piece>(pieces.size() + 2);
        var merged = new Merge(edit, reasons);
        int at = 0;
        for (var piece : pieces) {
            int end = at + piece.length();
            if (end < edit.range().start() || (end == edit.range().start() && piece.isKept())) {
                next.add(piece);
            } else if (at > edit.range().end() || (at == edit.range().end() && merged.begun)) {
                merged.finishInto(next);
                next.add(piece);
            } else {
                merged.take(piece, at, next);
            }
            at = end;
        }
        merged.finishInto(next);
        pieces = next;
    }

    /** An edit and why it is made. */
    record Reasoned(Edit edit, List<AppliedFix> reasons) {}

    /** The pieces an edit touches, becoming one. */
    private final class Merge {
        private final Edit edit;
        private final Set<AppliedFix> reasons = new LinkedHashSet<>();
        private final List<AppliedFix> added;
        private final StringBuilder before = new StringBuilder();
        private final StringBuilder after = new StringBuilder();
        private final List<Piece> rest = new ArrayList<>();
        private boolean begun;
        private boolean finished;
        private int start;
        private int end;

        Merge(Edit edit, List<AppliedFix> added) {
            this.edit = edit;
            this.added = added;
        }

        void take(Piece piece, int at, List<Piece> next) {
            int from = Math.max(edit.range().start() - at, 0);
            int to = Math.min(edit.range().end() - at, piece.length());
            if (piece.isKept()) {
                takeKept(piece, from, to, next);
            } else {
                takeReplaced(piece, from, to);
            }
        }

        private void takeKept(Piece piece, int from, int to, List<Piece> next) {
            if (from > 0) {
                next.add(Piece.kept(piece.start, piece.start + from));
            }
            if (!begun) {
                begun = true;
                start = piece.start + from;
            }
            end = piece.start + to;
            if (to < piece.length()) {
                rest.add(Piece.kept(end, piece.end));
            }
        }

        private void takeReplaced(Piece piece, int from, int to) {
            var replacement = String.valueOf(piece.replacement);
            before.append(replacement, 0, from);
            after.append(replacement, to, replacement.length());
            if (!begun) {
                begun = true;
                start = piece.start;
            }
            end = piece.end;
            reasons.addAll(piece.reasons);
        }

        void finishInto(List<Piece> next) {
            if (finished) {
                return;
            }
            finished = true;
            if (!begun) {
                start = original.length();
                end = start;
            }
            reasons.addAll(added);
            next.add(Piece.replaced(start, end, before + edit.replacement() + after, reasons));
            next.addAll(rest);
        }
    }

    private record Piece(int start, int end, @Nullable String replacement, Set<AppliedFix> reasons) {
        static Piece kept(int start, int end) {
            return new Piece(start, end, null, Set.of());
        }

        static Piece replaced(int start, int end, String replacement, Set<AppliedFix> reasons) {
            return new Piece(start, end, replacement, reasons);
        }

        boolean isKept() {
            return replacement == null;
        }

        int length() {
            return replacement == null ? end - start : replacement.length();
        }

        String text(String original) {
            return replacement == null ? original.substring(start, end) : replacement;
        }
    }
}
