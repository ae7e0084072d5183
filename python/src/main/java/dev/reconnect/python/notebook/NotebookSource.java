package dev.reconnect.python.notebook;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Jupyter notebook as Python text: its code cells one after the other, a line end after each. Edits of that text go back
 * into the strings of the JSON that they touch; outputs, metadata, layout and all other strings stay as they are.
 */
public final class NotebookSource {
    private final String json;
    private final String text;
    private final List<NotebookCell> cells;
    private final List<CellSource> sources;

    private NotebookSource(String json, String text, List<NotebookCell> cells, List<CellSource> sources) {
        this.json = json;
        this.text = text;
        this.cells = List.copyOf(cells);
        this.sources = List.copyOf(sources);
    }

    /** Absent where the text is not the JSON of a notebook. A notebook in another language has no cells here. */
    public static Optional<NotebookSource> read(String json) {
        try {
            NotebookReader reader = new NotebookReader(json);
            reader.read();
            return reader.isNotebook() ? Optional.of(join(json, reader)) : Optional.empty();
        } catch (JsonCursor.Malformed malformed) {
            return Optional.empty();
        }
    }

    private static NotebookSource join(String json, NotebookReader reader) {
        StringBuilder text = new StringBuilder();
        List<NotebookCell> cells = new ArrayList<>();
        List<CellSource> sources = new ArrayList<>();
        if (reader.isPython()) {
            sources.addAll(reader.sources());
        }
        for (int i = 0; i < sources.size(); i++) {
            int start = text.length();
            text.append(sources.get(i).text());
            cells.add(new NotebookCell(reader.number(i), new TextRange(start, text.length())));
            text.append('\n');
        }
        return new NotebookSource(json, text.toString(), cells, sources);
    }

    public String json() {
        return json;
    }

    /** The code cells one after the other. */
    public String text() {
        return text;
    }

    public List<NotebookCell> cells() {
        return cells;
    }

    /** The cell that an offset of {@link #text()} belongs to; the line end after a cell belongs to it too. */
    public Optional<NotebookCell> findCell(int offset) {
        for (NotebookCell cell : cells) {
            if (cell.range().start() <= offset && offset <= cell.range().end()) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }

    /** The tree of {@link #text()}: one module, in which nothing left open reaches over the end of a cell. */
    public SyntaxTree parse() {
        List<TextRange> ranges = new ArrayList<>();
        for (NotebookCell cell : cells) {
            ranges.add(cell.range());
        }
        return Parser.parseCells(text, ranges);
    }

    /**
     * The edit without the line end that stands behind a cell in {@link #text()}, which is not the cell's own. Where it deletes the last lines
     * of the cell the line end before them goes instead, so that no blank line is left.
     */
    public Edit withinCell(Edit edit) {
        for (NotebookCell cell : cells) {
            TextRange range = cell.range();
            if (edit.range().start() >= range.start()
                    && edit.range().start() <= range.end()
                    && edit.range().end() == range.end() + 1) {
                boolean lines = edit.replacement().isEmpty() && edit.range().start() > range.start();
                int start = lines
                        ? startOfLineEnd(edit.range().start(), range.start())
                        : edit.range().start();
                return Edit.replace(new TextRange(start, range.end()), replacement(edit, range));
            }
        }
        return edit;
    }

    /** Where the line end begins that stands before the offset; the offset itself if none does. */
    private int startOfLineEnd(int offset, int from) {
        int start = offset;
        if (start > from && text.charAt(start - 1) == '\n') {
            start--;
            start -= start > from && text.charAt(start - 1) == '\r' ? 1 : 0;
        }
        return start;
    }

    /** The JSON once the edits of {@link #text()} are made; they do not overlap. */
    public String apply(List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort((left, right) -> left.range().compareTo(right.range()));
        boolean ascii = isAscii(json);
        StringBuilder changed = new StringBuilder(json.length() + 256);
        int copied = 0;
        for (int i = 0; i < sources.size(); i++) {
            CellSource source = sources.get(i);
            changed.append(json, copied, source.start());
            source.write(within(cells.get(i).range(), sorted), ascii, changed);
            copied = source.end();
        }
        return changed.append(json, copied, json.length()).toString();
    }

    /** The parts of the edits that fall into a cell, in the cell's offsets; the replacement goes where an edit starts. */
    private static List<Edit> within(TextRange cell, List<Edit> sorted) {
        List<Edit> inside = new ArrayList<>();
        for (Edit edit : sorted) {
            int start = Math.max(edit.range().start(), cell.start());
            int end = Math.min(edit.range().end(), cell.end());
            boolean startsHere = start == edit.range().start() && start <= cell.end();
            if (start < end || startsHere) {
                TextRange range = new TextRange(start - cell.start(), Math.max(start, end) - cell.start());
                inside.add(Edit.replace(range, startsHere ? replacement(edit, cell) : ""));
            }
        }
        return inside;
    }

    /** The line end after a cell is not the cell's: what stands for it in the replacement goes. */
    private static String replacement(Edit edit, TextRange cell) {
        String text = edit.replacement();
        boolean overEnd = edit.range().end() > cell.end() && text.endsWith("\n");
        return overEnd ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isAscii(String json) {
        boolean escapes = json.contains("\\u");
        for (int i = 0; escapes && i < json.length(); i++) {
            escapes = json.charAt(i) < 0x80;
        }
        return escapes;
    }
}
