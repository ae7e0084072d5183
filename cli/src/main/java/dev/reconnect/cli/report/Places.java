package dev.reconnect.cli.report;

import dev.reconnect.core.TextRange;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.LineIndex;
import java.util.Optional;

/** Lines and columns of one file, as editors count them; in a notebook they count within the cell. */
public final class Places {
    private final SourceFile source;
    private final LineIndex lines;

    public Places(SourceFile source) {
        this.source = source;
        this.lines = LineIndex.of(source.text());
    }

    /**
     * A place in a file.
     *
     * @param cell the number of the notebook's cell among all its cells, from 1
     * @param line from 1
     * @param column from 1, in code points
     */
    public record Place(Optional<Integer> cell, int line, int column) {
        @Override
        public String toString() {
            return cell.map(number -> "cell " + number + ":").orElse("") + line + ":" + column;
        }
    }

    public LineIndex lines() {
        return lines;
    }

    public Place of(int offset) {
        int line = lines.line(offset);
        int column = lines.codePointColumn(offset) + 1;
        var cell = source.notebook().flatMap(notebook -> notebook.findCell(offset));
        if (cell.isEmpty()) {
            return new Place(Optional.empty(), line, column);
        }
        int first = lines.line(cell.get().range().start());
        return new Place(Optional.of(cell.get().number()), line - first + 1, column);
    }

    /** The line number to print beside a line of the text. */
    public int shownLine(int line) {
        return of(lines.lineStart(line)).line();
    }

    public String lineText(int line) {
        return source.text().substring(lines.lineStart(line), lines.lineEnd(line));
    }

    /** The last line that a range shows text of. */
    public int lastLine(TextRange range) {
        int first = lines.line(range.start());
        int last = lines.line(range.end());
        return last > first && range.end() == lines.lineStart(last) ? last - 1 : last;
    }
}
