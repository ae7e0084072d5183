package dev.reconnect.engine.workspace;

import dev.reconnect.engine.Problem;
import dev.reconnect.engine.workspace.WorkspaceFile.Reading;
import dev.reconnect.python.types.Glance;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file whose bytes were read, so that they can be compared with those of an earlier run before anything is made of them. */
public final class FetchedFile {
    private final WorkspaceFile file;
    private final Optional<Problem> problem;
    private final @Nullable SourceFile content;
    private byte @Nullable [] bytes;

    private FetchedFile(
            WorkspaceFile file, Optional<Problem> problem, @Nullable SourceFile content, byte @Nullable [] bytes) {
        this.file = file;
        this.problem = problem;
        this.content = content;
        this.bytes = bytes;
    }

    static FetchedFile of(WorkspaceFile file, byte[] bytes) {
        return new FetchedFile(file, Optional.empty(), null, bytes);
    }

    static FetchedFile of(WorkspaceFile file, Problem problem) {
        return new FetchedFile(file, Optional.of(problem), null, null);
    }

    static FetchedFile of(WorkspaceFile file, SourceFile content) {
        return new FetchedFile(file, Optional.empty(), content, null);
    }

    public WorkspaceFile file() {
        return file;
    }

    /**
     * Tells contents apart: two checksums of different polynomials, which processors compute at memory speed. Good against accident, not
     * against intent.
     */
    public long fingerprint() {
        if (problem.isPresent()) {
            return problem.get().message().hashCode();
        }
        var read = content != null ? content.text().getBytes(StandardCharsets.UTF_8) : bytes;
        if (read == null) {
            return 0;
        }
        var first = new CRC32();
        first.update(read, 0, read.length);
        var second = new CRC32C();
        second.update(read, 0, read.length);
        return (first.getValue() << 32) | second.getValue();
    }

    /** Whether it is a file on disk, which may be the same at the next run. */
    public boolean isOnDisk() {
        return content == null;
    }

    /** The length in bytes; 0 where there are none. */
    public int length() {
        var read = bytes;
        return read == null ? 0 : read.length;
    }

    /** Whether the bytes are the text in UTF-8, and can be looked at without decoding them. */
    public boolean isPlain() {
        var read = bytes;
        return read != null && !file.name().endsWith(".ipynb") && SourceText.isPlain(read);
    }

    /** A quick look at bytes that are plain. */
    public Glance glance() {
        var read = bytes;
        return read == null ? Glance.NOTHING : Glance.at(read);
    }

    /** Makes text of the bytes and lets them go; called again, it reads the file again. */
    public Reading decode() {
        if (problem.isPresent()) {
            return new Reading(Optional.empty(), problem);
        }
        if (content != null) {
            return new Reading(Optional.of(content), Optional.empty());
        }
        var read = bytes;
        if (read == null) {
            return file.read();
        }
        bytes = null;
        try {
            return new Reading(Optional.of(SourceFile.decode(file.name(), file.path(), read)), Optional.empty());
        } catch (UnreadableException e) {
            return new Reading(Optional.empty(), Optional.of(e.problem(file.name())));
        }
    }
}
