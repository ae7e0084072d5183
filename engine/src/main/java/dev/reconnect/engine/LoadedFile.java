package dev.reconnect.engine;

import dev.reconnect.engine.workspace.FetchedFile;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.WorkspaceFile;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.types.Glance;
import dev.reconnect.python.types.Keys;
import dev.reconnect.python.types.ProjectFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a run: read once, parsed when first needed. The text of a file that does not mention Spark is let go and read again if another
 * file imports it.
 */
final class LoadedFile {
    private final WorkspaceFile file;
    private final FileState state;
    private final boolean onDisk;
    private @Nullable FetchedFile fetched;
    private @Nullable SourceFile source;
    private @Nullable ParsedFile parsed;
    private volatile boolean changed;

    private LoadedFile(WorkspaceFile file, FileState state, boolean onDisk) {
        this.file = file;
        this.state = state;
        this.onDisk = onDisk;
    }

    /** @param before the file at an earlier run; what is known of the same content holds still */
    static LoadedFile load(WorkspaceFile file, Optional<FileState> before) {
        var fetched = file.fetch();
        long fingerprint = fetched.fingerprint();
        var known = before.filter(then -> then.hasContent(fetched.length(), fingerprint));
        if (known.isPresent()) {
            var loaded = new LoadedFile(file, known.get(), true);
            loaded.fetched = known.get().glance().isMentioned() ? fetched : null;
            return loaded;
        }
        int length = fetched.length();
        var plain = fetched.isPlain() ? Optional.of(fetched.glance()) : Optional.<Glance>empty();
        if (plain.isPresent() && !plain.get().isMentioned()) {
            var state = new FileState(file.name(), length, fingerprint, Optional.empty(), false, plain.get());
            return new LoadedFile(file, state, true);
        }
        var reading = fetched.decode();
        var text = reading.file();
        var state = new FileState(
                file.name(),
                length,
                fingerprint,
                reading.problem(),
                text.filter(SourceFile::isNotebook).isPresent(),
                plain.or(() -> text.map(read -> Glance.at(read.text()))).orElse(Glance.NOTHING));
        var loaded = new LoadedFile(file, state, fetched.isOnDisk());
        loaded.source = state.glance().isMentioned() ? text.orElse(null) : null;
        return loaded;
    }

    /** A file whose text was changed. */
    static LoadedFile of(ParsedFile parsed) {
        var source = parsed.source();
        var state = new FileState(source.name(), 0, 0, Optional.empty(), source.isNotebook(), Glance.at(source.text()));
        var loaded = new LoadedFile(WorkspaceFile.inMemory(source), state, false);
        loaded.source = source;
        loaded.parsed = parsed;
        return loaded;
    }

    String name() {
        return state.name();
    }

    FileState state() {
        return state;
    }

    boolean isReadable() {
        return state.isReadable();
    }

    /** Whether it is a file on disk, which may be the same at the next run. */
    boolean isOnDisk() {
        return onDisk;
    }

    /** Whether the file had another content when it was read again. */
    boolean hasChanged() {
        return changed;
    }

    synchronized ParsedFile parsed() {
        var known = parsed;
        if (known == null) {
            known = ParsedFile.parse(source());
            parsed = known;
            fetched = null;
            source = null;
        }
        return known;
    }

    synchronized SourceFile source() {
        if (parsed != null) {
            return parsed.source();
        }
        var known = source;
        if (known == null) {
            known = read();
            source = state.glance().isMentioned() ? known : null;
        }
        return known;
    }

    String text() {
        return source().text();
    }

    /** As the types see it. */
    ProjectFile projectFile(ProjectFile.Role role, Optional<Keys> calls) {
        return new ProjectFile(state.name(), this::modules, state.notebook(), role, calls);
    }

    private List<Module> modules() {
        return List.of(parsed().tree().module());
    }

    private SourceFile read() {
        var again = fetched;
        fetched = null;
        if (again == null) {
            again = file.fetch();
            changed |= onDisk && !state.hasContent(again.length(), again.fingerprint());
        }
        // A file that vanished in the meantime is as good as empty for those that import it.
        return again.decode().file().orElseGet(() -> SourceFile.of(file.name(), ""));
    }
}
