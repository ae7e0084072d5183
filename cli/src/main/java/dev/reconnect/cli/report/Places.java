package dev.reconnect.cli.report;

import dev.reconnect.core.TextRange;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.LineIndex;
import java.util.List;
import java.util.Optional;

/** Lines and columns of one file, as editors count them; in a notebook they count within the cell. */
public final class Places {
    private final SourceFile source;
    private final LineIndex lines;
    private final boolean hasCells;

    public Places(SourceFile source) {
        this.source = source;
        this.lines = LineIndex.of(source.text());
        this.hasCells = source.name().endsWith(".ipynb");
    }

    /**
     * A place in a file.
     *
     * @param cell the notebook's cell, from 1
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
        if (!hasCells) {
            return new Place(Optional.empty(), line, column);
        }
        int cell = cellAt(offset);
        int first = lines.line(source.parts().get(cell).offset());
        return new Place(Optional.of(cell + 1), line - first + 1, column);
    }

    private int cellAt(int offset) {
        List<SourceFile.Part> parts = source.parts();
        int cell = 0;
        while (cell + 1 < parts.size() && parts.get(cell + 1).offset() <= offset) {
            cell++;
        }
        return cell;
    }

    /** The line number to print beside a line of the text. */
    public int shownLine(int line) {
        return hasCells ? of(lines.lineStart(line)).line() : line;
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
