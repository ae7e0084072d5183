package dev.reconnect.engine;

import dev.reconnect.engine.workspace.FetchedFile;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.WorkspaceFile;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.types.ProjectFile;
import dev.reconnect.python.types.Relevance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a run: read once, parsed when first needed. The text of a file that does not mention Spark is let go and read again if
 * another file imports it.
 */
final class LoadedFile {
    private final WorkspaceFile file;
    private final Optional<Problem> problem;
    private final boolean relevant;
    private final boolean notebook;
    private @Nullable SourceFile source;
    private @Nullable ParsedFile parsed;

    private LoadedFile(WorkspaceFile file, Optional<Problem> problem, @Nullable SourceFile source) {
        this.file = file;
        this.problem = problem;
        this.relevant = source != null && Relevance.isMentioned(source.text());
        this.notebook = source != null && source.isNotebook();
        this.source = relevant ? source : null;
    }

    static LoadedFile load(FetchedFile fetched) {
        if (fetched.isPlainlyIrrelevant()) {
            fetched.release();
            return new LoadedFile(fetched.file(), Optional.empty(), null);
        }
        var reading = fetched.decode();
        return new LoadedFile(fetched.file(), reading.problem(), reading.file().orElse(null));
    }

    /** A file whose text was changed. */
    static LoadedFile of(SourceFile source) {
        return new LoadedFile(WorkspaceFile.inMemory(source), Optional.empty(), source);
    }

    static LoadedFile of(ParsedFile parsed) {
        var loaded = of(parsed.source());
        loaded.parsed = parsed;
        return loaded;
    }

    String name() {
        return file.name();
    }

    Optional<Problem> problem() {
        return problem;
    }

    boolean isReadable() {
        return problem.isEmpty();
    }

    /** Whether rules have to look at it. */
    boolean isRelevant() {
        return relevant;
    }

    synchronized ParsedFile parsed() {
        var known = parsed;
        if (known == null) {
            known = ParsedFile.parse(source());
            parsed = known;
        }
        return known;
    }

    String text() {
        return source().text();
    }

    /** As the types see it. */
    ProjectFile projectFile() {
        return new ProjectFile(file.name(), this::modules, notebook, relevant);
    }

    private List<Module> modules() {
        return List.of(parsed().tree().module());
    }

    private SourceFile source() {
        var known = source;
        // A file that vanished in the meantime is as good as empty for those that import it.
        return known != null ? known : file.read().file().orElseGet(() -> SourceFile.of(file.name(), ""));
    }
}
