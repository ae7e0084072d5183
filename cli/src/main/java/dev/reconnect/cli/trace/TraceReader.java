package dev.reconnect.cli.trace;

import dev.reconnect.cli.trace.Trace.JvmUse;
import dev.reconnect.cli.trace.Trace.Operation;
import dev.reconnect.cli.trace.Trace.Run;
import dev.reconnect.cli.trace.Trace.Site;
import dev.reconnect.cli.trace.Trace.TracedFile;
import dev.reconnect.cli.trace.Trace.Unexecuted;
import dev.reconnect.core.UserException;
import dev.reconnect.python.types.ObservedShape;
import dev.reconnect.python.types.SourceSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the format that {@code docs/trace.md} describes. Lines that are cut short are counted, not complained about. */
public final class TraceReader {
    private static final int SCHEMA = 1;

    /** What a row has of a column, by the name that schemas have for its type. */
    private static final Map<String, String> PYTHON_TYPES = Map.of(
            "string", "str", "byte", "int", "short", "int", "integer", "int", "long", "int", "double", "float",
            "boolean", "bool");

    private final Map<String, Map<String, JsonTree>> runs = new LinkedHashMap<>();
    private int skipped;

    private TraceReader() {}

    public static Trace read(Path file) {
        var reader = new TraceReader();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(line);
            }
        } catch (IOException e) {
            throw new UserException(
                    "`" + file + "` cannot be read: " + e.getMessage(), "Name a file that --trace wrote");
        }
        if (reader.hasNoRun()) {
            throw new UserException(
                    "`" + file + "` is no trace", "`reconnect run --trace FILE job.py` makes one; see docs/trace.md");
        }
        return reader.trace();
    }

    /** The runs that observers have noted; nothing where none of them did. */
    public static Optional<Trace> readTexts(List<String> traces) {
        var reader = new TraceReader();
        traces.forEach(text -> text.lines().forEach(reader::line));
        return reader.hasNoRun() ? Optional.empty() : Optional.of(reader.trace());
    }

    private boolean hasNoRun() {
        return runs.values().stream().noneMatch(records -> records.containsKey("run"));
    }

    private void line(String line) {
        var record = JsonTree.parse(line).orElse(null);
        if (record == null || record.text("kind").isEmpty()) {
            skipped++;
            return;
        }
        var records = runs.computeIfAbsent(record.text("run"), run -> new LinkedHashMap<>());
        var kind = record.text("kind");
        if (kind.equals("run") && record.number("schema") != SCHEMA) {
            throw new UserException(
                    "The trace has format " + record.number("schema") + ", this tool reads " + SCHEMA,
                    "Read it with the release of Reconnect that wrote it");
        }
        var key =
                switch (kind) {
                    case "run", "end" -> kind;
                    case "unexecuted" -> kind + " " + records.size();
                    default -> kind + " " + record.number("id");
                };
        records.put(key, record);
    }

    private Trace trace() {
        var found = new ArrayList<Run>();
        var files = new LinkedHashSet<TracedFile>();
        var operations = new LinkedHashMap<List<Object>, Operation>();
        var uses = new LinkedHashMap<List<Object>, JvmUse>();
        var missed = new LinkedHashSet<Unexecuted>();
        for (var records : runs.values()) {
            if (!records.containsKey("run")) {
                continue;
            }
            var run = new OneRun(records);
            found.add(run.run());
            files.addAll(run.files().values());
            for (var operation : run.operations()) {
                operations.merge(List.of(operation.symbol(), operation.site()), operation, Operation::with);
            }
            for (var use : run.uses()) {
                uses.merge(List.of(use.path(), use.site()), use, JvmUse::with);
            }
            missed.addAll(run.unexecuted());
        }
        var came = new LinkedHashSet<Site>();
        operations.values().forEach(operation -> came.add(place(operation.site())));
        missed.removeIf(site -> came.contains(place(site.site())));
        return new Trace(
                found,
                List.copyOf(files),
                List.copyOf(operations.values()),
                List.copyOf(uses.values()),
                List.copyOf(missed),
                skipped);
    }

    private static Site place(Site site) {
        return new Site(site.file(), site.line(), site.span(), Optional.empty());
    }

    /** The records of one run. */
    private record OneRun(Map<String, JsonTree> records) {
        private List<JsonTree> of(String kind) {
            return records.values().stream()
                    .filter(record -> record.text("kind").equals(kind))
                    .toList();
        }

        private JsonTree start() {
            return records.getOrDefault("run", new JsonTree(Map.of()));
        }

        Run run() {
            var end = records.getOrDefault("end", new JsonTree(Map.of()));
            return new Run(
                    start().text("mode"),
                    start().findText("program"),
                    start().text("python"),
                    start().text("pyspark"),
                    end.findText("spark"),
                    end.has("seconds") ? Optional.of(end.real("seconds")) : Optional.empty(),
                    end.number("left_out"),
                    end.number("troubles"));
        }

        private boolean onRuntime() {
            return !start().text("mode").equals("native");
        }

        Map<Long, TracedFile> files() {
            var files = new TreeMap<Long, TracedFile>();
            for (var record : of("file")) {
                files.put(record.number("id"), new TracedFile(record.text("path"), record.findText("sha256")));
            }
            return files;
        }

        private Site site(JsonTree record, Map<Long, TracedFile> files) {
            var site = record.object("site");
            var file = files.getOrDefault(site.number("file"), new TracedFile("", Optional.empty()));
            int line = (int) site.number("line");
            var span = site.has("end_line")
                    ? Optional.of(new SourceSpan(line, (int) site.number("column"), (int) site.number("end_line"), (int)
                            site.number("end_column")))
                    : Optional.<SourceSpan>empty();
            return new Site(file, line, span, site.findText("function"));
        }

        List<Operation> operations() {
            var files = files();
            var shapes = new TreeMap<Long, ObservedShape>();
            var records = of("operation");
            for (var record : records) {
                if (record.has("elements")) {
                    shapes.put(record.number("id"), shape(record.objects("elements")));
                }
            }
            var operations = new ArrayList<Operation>();
            for (var record : records) {
                operations.add(operation(record, site(record, files), shapes));
            }
            return operations;
        }

        private Operation operation(JsonTree record, Site site, Map<Long, ObservedShape> shapes) {
            var parents = record.numbers("parents");
            var failures = new TreeMap<String, Long>();
            var failed = record.object("failures");
            failed.fields().keySet().forEach(name -> failures.put(name, failed.number(name)));
            return new Operation(
                    record.text("api"),
                    site,
                    record.number("count"),
                    record.real("seconds"),
                    onRuntime(),
                    record.texts("returns"),
                    rows(record).or(() -> Optional.ofNullable(shapes.get(record.number("id")))),
                    parents.size() == 1 ? Optional.ofNullable(shapes.get(parents.get(0))) : Optional.empty(),
                    columns(record.objects("schemas")),
                    record.has("rows") ? Optional.of(record.number("rows")) : Optional.empty(),
                    record.has("bytes") ? Optional.of(record.number("bytes")) : Optional.empty(),
                    failures,
                    record.text("strategy"),
                    record.text("fidelity"));
        }

        /** The rows of a frame by its schema, which says more than those that were looked at; absent where it has types of other kinds. */
        private static Optional<ObservedShape> rows(JsonTree record) {
            var schemas = record.objects("schemas");
            if (!record.text("api").equals("pyspark.sql.DataFrame.rdd") || schemas.size() != 1) {
                return Optional.empty();
            }
            var names = new ArrayList<String>();
            var items = new ArrayList<ObservedShape>();
            for (var field : schemas.get(0).objects("fields")) {
                var type = field.findText("type").map(PYTHON_TYPES::get);
                if (type.isEmpty()) {
                    return Optional.empty();
                }
                names.add(field.text("name"));
                items.add(new ObservedShape(
                        field.isTrue("nullable")
                                ? List.of(plain(type.get()), plain("None"))
                                : List.of(plain(type.get()))));
            }
            return Optional.of(
                    new ObservedShape(List.of(new ObservedShape.Alternative("Row", false, names, items, false))));
        }

        private static ObservedShape.Alternative plain(String type) {
            return new ObservedShape.Alternative(type, false, List.of(), List.of(), true);
        }

        private static List<List<String>> columns(List<JsonTree> schemas) {
            return schemas.stream()
                    .map(schema -> schema.objects("fields").stream()
                            .map(field -> field.text("name"))
                            .toList())
                    .toList();
        }

        List<JvmUse> uses() {
            var files = files();
            return of("jvm").stream()
                    .map(record -> new JvmUse(
                            record.text("path"),
                            site(record, files),
                            record.number("count"),
                            onRuntime(),
                            record.findText("substitute")))
                    .toList();
        }

        List<Unexecuted> unexecuted() {
            var files = files();
            return of("unexecuted").stream()
                    .map(record -> new Unexecuted(record.text("name"), site(record, files)))
                    .toList();
        }
    }

    private static ObservedShape shape(List<JsonTree> alternatives) {
        return new ObservedShape(
                alternatives.stream().map(TraceReader::alternative).toList());
    }

    private static ObservedShape.Alternative alternative(JsonTree json) {
        var items = new ArrayList<ObservedShape>();
        for (var item : json.items("items")) {
            items.add(shape(JsonTree.objects(item)));
        }
        boolean isOpen = !json.has("items");
        for (var inside : List.of("each", "key", "value")) {
            if (json.has(inside)) {
                items.add(shape(json.objects(inside)));
            }
        }
        return new ObservedShape.Alternative(
                json.text("type"), json.isTrue("wide"), json.texts("fields"), items, isOpen);
    }
}
