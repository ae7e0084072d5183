package dev.reconnect.cli.migrate;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file of a migrated program: where it belongs, relative to the program's folder, and its bytes. */
public final class HandedOut {
    private final Path place;
    private final byte[] bytes;

    private HandedOut(Path place, byte[] bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    public Path place() {
        return place;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Lays the program with the fixes down in an empty folder; its place there. */
    public static Path layOut(ProgramFiles files, FixResult fixes, Path folder) {
        try {
            for (var file : of(files, fixes)) {
                var target = folder.resolve(file.place().toString());
                Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(folder));
                Files.write(target, file.bytes());
            }
        } catch (IOException e) {
            throw new UserException("Cannot write to " + folder + ": " + e.getMessage(), "Is the disk full?", e);
        }
        return folder.resolve(files.place(files.program()).toString());
    }

    /** The program, its modules, and what else lies in its packages. */
    public static List<HandedOut> of(ProgramFiles files, FixResult fixes) throws IOException {
        Map<Path, FileFix> fixed = new HashMap<>();
        for (var fix : fixes.files()) {
            if (fix.isChanged()) {
                fix.source()
                        .path()
                        .ifPresent(path -> fixed.put(path.toAbsolutePath().normalize(), fix));
            }
        }
        var all = new ArrayList<Path>();
        all.add(files.program());
        all.addAll(files.modules());
        all.addAll(files.others());
        var handedOut = new ArrayList<HandedOut>();
        for (var file : all) {
            var fix = fixed.get(file.toAbsolutePath().normalize());
            handedOut.add(new HandedOut(files.place(file), fix == null ? Files.readAllBytes(file) : fix.bytes()));
        }
        return handedOut;
    }
}
