package dev.reconnect.engine.fix;

import dev.reconnect.core.Finding;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.workspace.AtomicFile;
import dev.reconnect.engine.workspace.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file before and after its fixes.
 *
 * @param source the file as it was read
 * @param text the Python text after the fixes, in the sense of {@link SourceFile#text()}
 * @param diskText what the file would hold on disk; differs from {@code text} for notebooks
 * @param changes what was changed, with reasons, in the order of position
 * @param applied every fix that was applied, in order
 * @param remaining what is still found in the new text
 * @param scanned the changes that were made when that was found; more may have been made since
 */
public record FileFix(
        SourceFile source,
        String text,
        String diskText,
        List<Change> changes,
        List<AppliedFix> applied,
        List<Finding> remaining,
        List<Change> scanned) {
    public FileFix(
            SourceFile source,
            String text,
            String diskText,
            List<Change> changes,
            List<AppliedFix> applied,
            List<Finding> remaining) {
        this(source, text, diskText, changes, applied, remaining, changes);
    }

    public FileFix {
        scanned = List.copyOf(scanned);
        changes = List.copyOf(changes);
        applied = List.copyOf(applied);
        remaining = List.copyOf(remaining);
    }

    public String name() {
        return source.name();
    }

    /** Where in the original text a place of what remains comes from; the start of the change for text that a fix wrote. */
    public int originalOffset(int fixedOffset) {
        int shift = 0;
        for (Change change : scanned) {
            if (fixedOffset < change.revised().start()) {
                break;
            }
            if (fixedOffset < change.revised().end()) {
                return change.original().start();
            }
            shift = change.original().end() - change.revised().end();
        }
        return fixedOffset + shift;
    }

    public boolean isChanged() {
        return !diskText.equals(source.diskText());
    }

    /** The change as a unified diff; empty where there is none. */
    public String diff() {
        return UnifiedDiff.of(name(), source.diskText(), diskText);
    }

    /** The bytes of the new file, in the encoding of the old one. */
    public byte[] bytes() {
        try {
            return source.encode(diskText);
        } catch (CharacterCodingException e) {
            throw new UserException(
                    "The fixed `" + name() + "` has characters that its encoding cannot hold",
                    "Convert the file to UTF-8 first",
                    e);
        }
    }

    /** Replaces the file on disk, unless somebody changed it since it was read. */
    public void write() {
        requireWritable();
        AtomicFile.write(path(), bytes());
    }

    /** Fails as {@link #write()} would, as far as can be told without writing. */
    void requireWritable() {
        requireUnchanged(path());
        AtomicFile.requireWritable(path());
        bytes();
    }

    private Path path() {
        return source.path()
                .orElseThrow(
                        () -> new UserException("`" + name() + "` is not a file on disk", "Use the printed result"));
    }

    private void requireUnchanged(Path path) {
        try {
            if (!Arrays.equals(Files.readAllBytes(path), source.encode(source.diskText()))) {
                throw new UserException(
                        "`" + name() + "` was changed while it was being fixed", "Run the command again");
            }
        } catch (NoSuchFileException e) {
            throw new UserException(
                    "`" + name() + "` was removed while it was being fixed", "Run the command again", e);
        } catch (IOException e) {
            throw new UserException("`" + name() + "` cannot be read again: " + e.getMessage(), "Check the file", e);
        }
    }
}
