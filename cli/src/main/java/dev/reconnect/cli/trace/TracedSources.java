package dev.reconnect.cli.trace;

import dev.reconnect.cli.trace.Trace.Operation;
import dev.reconnect.cli.trace.Trace.TracedFile;
import dev.reconnect.core.Digests;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.engine.workspace.WorkspaceFile;
import dev.reconnect.python.types.ObservedCall;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a workspace that a trace speaks of: those of the same name and the same content. */
public final class TracedSources {
    private final Map<TracedFile, String> names;
    private final ObservedTypes observed;

    private TracedSources(Map<TracedFile, String> names, ObservedTypes observed) {
        this.names = names;
        this.observed = observed;
    }

    /** Finds the traced files among those of the workspace. */
    public static TracedSources of(Trace trace, Workspace workspace) {
        var byHash = new HashMap<String, TracedFile>();
        var fileNames = new LinkedHashSet<String>();
        for (var file : trace.files()) {
            file.sha256().ifPresent(hash -> byHash.putIfAbsent(hash, file));
            fileNames.add(fileName(file.path()));
        }
        var names = new LinkedHashMap<TracedFile, String>();
        var texts = new HashMap<String, String>();
        for (var file : workspace.files()) {
            if (!fileNames.contains(fileName(file.name()))) {
                continue;
            }
            var traced = hashOf(file).map(byHash::get);
            var source = file.read().file();
            if (traced.isPresent() && source.isPresent() && names.putIfAbsent(traced.get(), file.name()) == null) {
                texts.put(file.name(), source.get().text());
            }
        }
        return new TracedSources(names, observed(calls(trace, names), texts));
    }

    /** The traced files that lie where the trace says, as paths. */
    public static List<String> existing(Trace trace) {
        return trace.files().stream()
                .map(TracedFile::path)
                .filter(path -> !path.isEmpty() && Files.isRegularFile(Path.of(path)))
                .distinct()
                .toList();
    }

    /** The workspace's name of a traced file. */
    public Optional<String> nameOf(TracedFile file) {
        return Optional.ofNullable(names.get(file));
    }

    /** The workspace's files that were found. */
    public Set<String> found() {
        return new LinkedHashSet<>(names.values());
    }

    /** What the runs saw, as evidence for types. */
    public ObservedTypes observed() {
        return observed;
    }

    private static ObservedTypes observed(Map<String, Map<SourceSpan, ObservedCall>> calls, Map<String, String> texts) {
        return (path, text) -> text.equals(texts.get(path)) ? calls.getOrDefault(path, Map.of()) : Map.of();
    }

    private static Map<String, Map<SourceSpan, ObservedCall>> calls(Trace trace, Map<TracedFile, String> names) {
        var calls = new HashMap<String, Map<SourceSpan, ObservedCall>>();
        var unclear = new HashMap<String, Set<SourceSpan>>();
        for (var operation : trace.operations()) {
            var name = names.get(operation.site().file());
            var span = operation.site().span().orElse(null);
            if (name == null || span == null) {
                continue;
            }
            // Two members at one place: one of them is of another class in another run.
            if (calls.computeIfAbsent(name, key -> new HashMap<>()).put(span, call(operation)) != null) {
                unclear.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(span);
            }
        }
        unclear.forEach((name, spans) ->
                calls.getOrDefault(name, new HashMap<>()).keySet().removeAll(spans));
        return calls;
    }

    private static ObservedCall call(Operation operation) {
        var columns = operation.columns();
        return new ObservedCall(
                operation.symbol(),
                result(operation),
                operation.elements(),
                operation.receiverElements(),
                columns.size() == 1 ? columns.get(0) : List.of());
    }

    private static Optional<String> result(Operation operation) {
        if (operation.symbol().equals("pyspark.SparkContext")) {
            return Optional.of(operation.symbol());
        }
        if (operation.returns().size() != 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (operation.returns().get(0)) {
                    case "RDD" -> "pyspark.RDD";
                    case "DataFrame" -> "pyspark.sql.DataFrame";
                    case "SparkContext" -> "pyspark.SparkContext";
                    case "Broadcast" -> "pyspark.Broadcast";
                    case "Accumulator" -> "pyspark.Accumulator";
                    case "int" -> "int";
                    case "float" -> "float";
                    case "str" -> "str";
                    case "bool" -> "bool";
                    default -> null;
                });
    }

    private static Optional<String> hashOf(WorkspaceFile file) {
        if (file.path().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Digests.sha256(Files.readAllBytes(file.path().get())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
