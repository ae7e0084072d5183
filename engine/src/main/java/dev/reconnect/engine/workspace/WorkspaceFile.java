package dev.reconnect.engine.workspace;

import dev.reconnect.engine.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that belongs to a workspace; its content is read when asked for. */
public final class WorkspaceFile {
    private final String name;
    private final Optional<Path> path;
    private final long maxSize;
    private final @Nullable SourceFile content;

    private WorkspaceFile(String name, Optional<Path> path, long maxSize, @Nullable SourceFile content) {
        this.name = name;
        this.path = path;
        this.maxSize = maxSize;
        this.content = content;
    }

    static WorkspaceFile onDisk(String name, Path path, long maxSize) {
        return new WorkspaceFile(name, Optional.of(path), maxSize, null);
    }

    public static WorkspaceFile inMemory(SourceFile file) {
        return new WorkspaceFile(file.name(), file.path(), Long.MAX_VALUE, file);
    }

    public String name() {
        return name;
    }

    public Optional<Path> path() {
        return path;
    }

    /** The content of the file, or the problem that stands against it. */
    public Reading read() {
        return fetch().decode();
    }

    /** The bytes of the file, not looked into yet. */
    public FetchedFile fetch() {
        if (content != null) {
            return FetchedFile.of(this, content);
        }
        try {
            return FetchedFile.of(this, bytes());
        } catch (UnreadableException e) {
            return FetchedFile.of(this, e.problem(name));
        }
    }

    private byte[] bytes() throws UnreadableException {
        var file = path.orElseThrow();
        try {
            var size = Files.size(file);
            if (size > maxSize) {
                throw new UnreadableException(
                        Problem.Kind.TOO_LARGE,
                        "is larger than " + maxSize / (1024 * 1024) + " MB (" + size / (1024 * 1024)
                                + " MB) and was not looked at; `max-file-size-mb` in the settings raises the limit");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableException(Problem.Kind.UNREADABLE, "does not exist (any more)");
        } catch (AccessDeniedException e) {
            throw new UnreadableException(Problem.Kind.UNREADABLE, "cannot be read: permission denied");
        } catch (IOException e) {
            throw new UnreadableException(Problem.Kind.UNREADABLE, "cannot be read: " + e.getMessage());
        }
    }

    /** Either the content or what stands against it. */
    public record Reading(Optional<SourceFile> file, Optional<Problem> problem) {}
}
