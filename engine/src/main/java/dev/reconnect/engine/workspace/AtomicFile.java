package dev.reconnect.engine.workspace;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file's content all at once: whoever looks sees the old bytes or the new ones, also after a full disk or a crash. Mode and
 * owner are kept, and of a link the file it leads to is replaced. Pipes and devices are written to.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws UserException if the file cannot be written; the old content is then untouched */
    public static void write(Path file, byte[] bytes) {
        try {
            var target = writableTarget(file);
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.write(target, bytes, StandardOpenOption.WRITE);
            } else {
                replace(target, bytes);
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** @throws UserException if the file may not be written, as far as can be told without writing */
    public static void requireWritable(Path file) {
        try {
            writableTarget(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static Path writableTarget(Path file) throws IOException {
        var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target)) {
            // The system itself says why not; opening changes nothing.
            FileChannel.open(target, StandardOpenOption.WRITE).close();
        }
        return target;
    }

    private static UserException failure(Path file, IOException e) {
        return e instanceof AccessDeniedException
                ? new UserException(
                        "`" + file + "` cannot be written: permission denied",
                        "Nothing was changed there; check who owns it",
                        e)
                : new UserException(
                        "`" + file + "` could not be written: " + reason(e),
                        "Nothing was changed there; make room or check the disk, then run again",
                        e);
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        var temporary = target.resolveSibling(
                ".reconnect-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                if (Files.exists(target)) {
                    copyAttributes(target, temporary);
                }
                writeThrough(channel, bytes);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeThrough(FileChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    private static void copyAttributes(Path from, Path to) throws IOException {
        var source = Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        var copy = Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (source == null || copy == null) {
            return;
        }
        var attributes = source.readAttributes();
        var fresh = copy.readAttributes();
        if (!attributes.owner().equals(fresh.owner())) {
            copy.setOwner(attributes.owner());
        }
        if (!attributes.group().equals(fresh.group())) {
            copy.setGroup(attributes.group());
        }
        copy.setPermissions(attributes.permissions());
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException e) {
        var message = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
