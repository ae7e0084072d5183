package dev.reconnect.engine.workspace;

import dev.reconnect.core.Edit;
import dev.reconnect.engine.Problem;
import dev.reconnect.python.notebook.DatabricksCell;
import dev.reconnect.python.notebook.NotebookSource;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.SyntaxTree;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file that was read: the Python text that rules see, and the way back from an edited text to the bytes of the file. Immutable.
 */
public final class SourceFile {
    private final String name;
    private final Optional<Path> path;
    private final SourceText disk;
    private final @Nullable NotebookSource notebook;

    private SourceFile(String name, Optional<Path> path, SourceText disk, @Nullable NotebookSource notebook) {
        this.name = name;
        this.path = path;
        this.disk = disk;
        this.notebook = notebook;
    }

    /** Python text that is not on disk, such as standard input. */
    public static SourceFile of(String name, String text) {
        return new SourceFile(name, Optional.empty(), SourceText.of(text), null);
    }

    /** Bytes that are not on disk, such as standard input; a name that ends in {@code .ipynb} makes it a notebook. */
    public static WorkspaceFile.Reading ofBytes(String name, byte[] bytes) {
        try {
            var file = decode(name, Optional.empty(), bytes);
            return new WorkspaceFile.Reading(Optional.of(file), Optional.empty());
        } catch (UnreadableException e) {
            return new WorkspaceFile.Reading(Optional.empty(), Optional.of(e.problem(name)));
        }
    }

    static SourceFile decode(String name, Optional<Path> path, byte[] bytes) throws UnreadableException {
        var disk = SourceText.decode(bytes);
        return new SourceFile(name, path, disk, name.endsWith(".ipynb") ? notebook(disk.text()) : null);
    }

    private static NotebookSource notebook(String json) throws UnreadableException {
        return NotebookSource.read(json)
                .orElseThrow(() -> new UnreadableException(Problem.Kind.NOTEBOOK, "is not the JSON of a notebook"));
    }

    /** The file as the workspace names it: relative to its root where it lies below, with forward slashes. */
    public String name() {
        return name;
    }

    /** Where it lies on disk. */
    public Optional<Path> path() {
        return path;
    }

    /** The Python text: the whole file, or the cells of a notebook one after the other. */
    public String text() {
        return notebook != null ? notebook.text() : disk.text();
    }

    /** The cells of a {@code .ipynb} file, to say which cell of it an offset lies in. */
    public Optional<NotebookSource> notebook() {
        return Optional.ofNullable(notebook);
    }

    /** The tree of {@link #text()}. */
    public SyntaxTree parse() {
        return notebook != null ? notebook.parse() : Parser.parse(disk.text());
    }

    /** Whether names such as {@code spark} are given from outside: in a notebook, or in a script exported from one. */
    public boolean isNotebook() {
        return notebook != null || DatabricksCell.isNotebook(disk.text());
    }

    /** The file as it is with the edits to {@link #text()} made; absent where the result is not a notebook any more. */
    public Optional<SourceFile> edited(List<Edit> edits) {
        var text = diskTextAfter(edits);
        var changed = new SourceText(text, disk.charset(), disk.hasByteOrderMark());
        if (notebook == null) {
            return Optional.of(new SourceFile(name, path, changed, null));
        }
        // An edit across the end of a cell could come back as another text than was meant.
        return NotebookSource.read(text)
                .filter(read -> read.text().equals(Edits.apply(notebook.text(), edits)))
                .map(read -> new SourceFile(name, path, changed, read));
    }

    /** The edit as the file can take it: the line end behind a notebook's cell is not part of the cell. */
    public Edit fitted(Edit edit) {
        return notebook == null ? edit : notebook.withinCell(edit);
    }

    /** What is on disk, as text: the JSON of a notebook. */
    public String diskText() {
        return disk.text();
    }

    /** The file's text once the edits to {@link #text()} are made, as it would stand on disk. */
    public String diskTextAfter(List<Edit> edits) {
        return notebook != null ? notebook.apply(edits) : Edits.apply(disk.text(), edits);
    }

    /** The file's bytes with another text in place of {@link #diskText()}. */
    public byte[] encode(String diskText) throws CharacterCodingException {
        return disk.encode(diskText);
    }
}
