package dev.reconnect.engine.workspace;

import dev.reconnect.core.Edit;
import dev.reconnect.python.tree.Dialect;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One file that was read: the Python text that rules see, and the way back from an edited text to the bytes of the file. Immutable.
 */
public final class SourceFile {
    private static final String EXPORTED_NOTEBOOK = "# Databricks notebook source";

    private final String name;
    private final Optional<Path> path;
    private final SourceText source;

    private SourceFile(String name, Optional<Path> path, SourceText source) {
        this.name = name;
        this.path = path;
        this.source = source;
    }

    /** A file that is not on disk, such as standard input. */
    public static SourceFile of(String name, String text) {
        return new SourceFile(name, Optional.empty(), SourceText.of(text));
    }

    /** Bytes that are not on disk, such as standard input. */
    public static WorkspaceFile.Reading ofBytes(String name, byte[] bytes) {
        try {
            var file = new SourceFile(name, Optional.empty(), SourceText.decode(bytes));
            return new WorkspaceFile.Reading(Optional.of(file), Optional.empty());
        } catch (UnreadableException e) {
            return new WorkspaceFile.Reading(Optional.empty(), Optional.of(e.problem(name)));
        }
    }

    static SourceFile decode(String name, Path path, byte[] bytes) throws UnreadableException {
        return new SourceFile(name, Optional.of(path), SourceText.decode(bytes));
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
        return source.text();
    }

    /** The stretches of {@link #text()} that parse on their own: the whole file, or each cell of a notebook. */
    public List<Part> parts() {
        return List.of(new Part(0, source.text(), Dialect.PYTHON));
    }

    /** Whether names such as {@code spark} are given from outside: in a notebook, or in a script exported from one. */
    public boolean isNotebook() {
        return source.text().startsWith(EXPORTED_NOTEBOOK);
    }

    /** The file as it is with the edits to {@link #text()} made. */
    public SourceFile edited(List<Edit> edits) {
        return new SourceFile(
                name,
                path,
                new SourceText(Edits.apply(source.text(), edits), source.charset(), source.hasByteOrderMark()));
    }

    /** What is on disk, as text. */
    public String diskText() {
        return source.text();
    }

    /** The file's text once the edits to {@link #text()} are made, as it would stand on disk. */
    public String diskTextAfter(List<Edit> edits) {
        return Edits.apply(source.text(), edits);
    }

    /** The file's bytes with another text in place of {@link #diskText()}. */
    public byte[] encode(String diskText) throws CharacterCodingException {
        return source.encode(diskText);
    }

    /** A stretch of the text from an offset on. */
    public record Part(int offset, String text, Dialect dialect) {}
}
