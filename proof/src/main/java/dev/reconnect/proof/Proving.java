package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reconnect.proof.Evidence.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One proof, from reading the programs to the verdict. Classic and Connect runs of a data set go on side by side. */
final class Proving {
    static final String NOTHING_TO_OBSERVE =
            "print a result, write it below {out}, keep it in a module-level name, or name a"
                    + " function with --call 'f(spark, \"{data}/file.csv\")'";

    static final String ARGUMENTS =
            "give it the arguments that it needs after --, with {data} for the folder of --data and {out} for"
                    + " a fresh folder";

    private final ProofRequest request;
    private final SparkHosts hosts;
    private final OutcomeCache cache;
    private final ProofListener listener;
    private final EvidenceBuilder report;
    private JsonNode plan = Json.object();
    private String programDigest = "";
    private Comparison.Names names = Comparison.Names.ORDINARY;
    /** Runs that were started ahead of those that are waited for. */
    private List<Run> underWay = List.of();

    private final List<String> traces = new ArrayList<>();

    /** Whether the programs find nothing at the place of {out}: the original makes the folder itself, and fails if it is there. */
    private boolean makesOut;

    private int done;
    private int total;

    Proving(
            ProofRequest request,
            SparkHosts hosts,
            OutcomeCache cache,
            ProofListener listener,
            EvidenceBuilder report) {
        this.request = request;
        this.hosts = hosts;
        this.cache = cache;
        this.listener = listener;
        this.report = report;
    }

    /** The runs of a data set that are under way; those of the original in the order in which they are reported. */
    private record Runs(InputData data, List<Run> classic, Run migrated) {
        Stream<Run> all() {
            return Stream.concat(classic.stream(), Stream.of(migrated));
        }
    }

    /** A run under way, or an outcome that was remembered. */
    private record Run(ObjectNode asked, CompletableFuture<JsonNode> answer, String cacheKey, boolean remembered) {
        Run again(CompletableFuture<JsonNode> another) {
            return new Run(asked, another, cacheKey, false);
        }

        String what() {
            if (asked.path("lane").asText().equals("connect")) {
                return "Connect";
            }
            String parallelism = asked.path("parallelism").asText();
            return switch (parallelism) {
                case "a" -> "classic on one core";
                case "b" -> "classic on four cores";
                default -> "classic, rows " + parallelism;
            };
        }
    }

    void run() throws ProofException, IOException {
        prepare();
        InputData given = InputData.given(request);
        total = 3;
        Runs runs = start(given, "a", "b");
        Optional<Observation> original = compareGiven(runs);
        if (original.isEmpty()) {
            return;
        }
        if (request.variants() && compareVariants(given, original.get())) {
            return;
        }
        report.verdict(Verdict.VERIFIED, verifiedReason());
    }

    /** What the original's first run noted of types; absent where something disturbed it. */
    Optional<String> trace() throws ProofException, IOException {
        prepare();
        Observation seen = firstRun(InputData.given(request));
        return seen.disturbance().isEmpty() ? seen.trace() : Optional.empty();
    }

    /** What the original's first run reads of its data. */
    Inputs inputs() throws ProofException, IOException {
        prepare();
        InputData given = InputData.given(request);
        Observation seen = firstRun(given);
        if (seen.disturbance().isPresent() || seen.failed()) {
            throw new ProofException("the original does not run on classic Spark: " + seen.outcomeForReading());
        }
        var opened = opened(seen);
        Map<String, List<Inputs.File>> variants = new LinkedHashMap<>();
        for (InputData variant : variants(given, seen)) {
            variants.put(variant.name(), variant.read(opened));
        }
        return new Inputs(given.places().stream().map(places -> places.get(0)).toList(), given.read(opened), variants);
    }

    /** The original's first run alone, which {@link #run} finds made unless something disturbed it. */
    private Observation firstRun(InputData given) throws ProofException, IOException {
        total = 1;
        Run first = start(given, "classic", firstParallelism(given), request.original());
        Observation seen = observe(first, label(first, given));
        if (seen.disturbance().isEmpty()) {
            cache.keep(first.cacheKey(), seen);
        }
        if (seen.findsOutThere() && !makesOut) {
            makesOut = true;
            return firstRun(given);
        }
        return seen;
    }

    /** What the first classic runs have noted of types. */
    List<String> traces() {
        return List.copyOf(traces);
    }

    private void prepare() throws ProofException, IOException {
        requireRelease();
        requireFiles();
        plan = SparkHosts.await(hosts.ask(planRequest()));
        names = new Comparison.Names(texts(plan.path("constants")), texts(plan.path("passing")));
        programDigest = digestOfProgram();
    }

    private void requireRelease() throws ProofException {
        String installed = hosts.environment().spark();
        if (request.release().isPresent()
                && !installed.startsWith(request.release().get() + ".")) {
            throw new ProofException("the interpreter has PySpark " + installed + ", not "
                    + request.release().get());
        }
    }

    private void requireFiles() throws ProofException {
        for (Path file : List.of(request.original(), request.migrated())) {
            if (!Files.isRegularFile(file)) {
                throw new ProofException("no such program: " + file);
            }
        }
        for (Path folder : request.data()) {
            if (!Files.exists(folder)) {
                throw new ProofException("no such data: " + folder);
            }
        }
    }

    private ObjectNode planRequest() {
        ObjectNode ask = Json.object()
                .put("op", "plan")
                .put("program", request.original().toString());
        ask.set("siblings", siblings(request.original()));
        return ask;
    }

    private String digestOfProgram() throws IOException {
        HostEnvironment environment = hosts.environment();
        return new Digest()
                .add(RuntimeFiles.digest())
                .add(environment.spark())
                .add(environment.python())
                .add(environment.java().orElse(""))
                .add(environment.isolation().toString())
                .add(Digest.ofFile(request.original()))
                .add(plan.toString())
                .add(String.join("\0", request.arguments()))
                .add(String.join("\0", request.calls()))
                .add(request.limits().toString())
                .hex();
    }

    /** The original's observation if variants may follow; empty if the verdict is out. */
    private Optional<Observation> compareGiven(Runs runs) throws ProofException, IOException {
        Observed seen = observe(runs);
        if (!makesOut && seen.classic().get(0).findsOutThere()) {
            makesOut = true;
            total += 3;
            return compareGiven(start(runs.data(), "a", "b"));
        }
        Optional<String> trouble = seen.classicTrouble();
        if (trouble.isPresent()) {
            throw new ProofException("the original does not run on classic Spark: " + trouble.get());
        }
        trouble = seen.connectTrouble();
        if (trouble.isPresent()) {
            throw new ProofException("the migrated program does not run on Connect: " + trouble.get());
        }
        Observation original = seen.classic().get(0);
        report.ended(original, seen.migrated());
        Comparison.Outcome outcome = compare(runs.data(), seen.classic(), seen.migrated());
        report.dataSet(runs.data(), outcome);
        return judgeGiven(outcome, original) ? Optional.of(original) : Optional.empty();
    }

    /** What the runs of a data set showed. */
    private record Observed(List<Observation> classic, Observation migrated) {
        Optional<String> classicTrouble() {
            return classic.stream().flatMap(run -> run.disturbance().stream()).findFirst();
        }

        /** What kept the migrated program from showing what it does; dying by a signal is something that it does. */
        Optional<String> connectTrouble() {
            return migrated.lostItsHost() || migrated.hitALimit() ? migrated.disturbance() : Optional.empty();
        }

        boolean onlyMigratedOverflows() {
            return classic.stream().noneMatch(Observation::failed)
                    && migrated.failed()
                    && migrated.outcomeText().contains("ARITHMETIC_OVERFLOW");
        }

        boolean ranOutOfTimeTwice() {
            return classic.stream().filter(Observation::ranOutOfTime).count() > 1;
        }
    }

    private Observed observe(Runs runs) throws ProofException, IOException {
        List<Observation> classic = new ArrayList<>();
        for (Run run : runs.classic()) {
            classic.add(observe(run, label(run, runs.data())));
        }
        var seen = new Observed(classic, observe(runs.migrated(), label(runs.migrated(), runs.data())));
        if (seen.ranOutOfTimeTwice()) {
            return seen;
        }
        for (int i = 0; i < classic.size(); i++) {
            classic.set(i, onceMore(classic.get(i), runs.classic().get(i), runs.data()));
        }
        return new Observed(classic, onceMore(seen.migrated(), runs.migrated(), runs.data()));
    }

    private static String label(Run run, InputData data) {
        String name = data.isGiven() ? "given data" : data.name();
        return name + ": " + run.what();
    }

    /** A run that took too long gets a second try while nothing else runs. */
    private Observation onceMore(Observation seen, Run run, InputData data) throws ProofException, IOException {
        if (!seen.ranOutOfTime()) {
            return seen;
        }
        for (Run other : underWay) {
            SparkHosts.await(other.answer());
        }
        total++;
        return observe(run.again(hosts.ask(run.asked())), label(run, data) + ", alone");
    }

    /** How the runs compare. What differs counts as far as the original defines it, which two further runs show. */
    private Comparison.Outcome compare(InputData data, List<Observation> classic, Observation migrated)
            throws ProofException, IOException {
        Comparison.Outcome outcome = Comparison.of(data.name(), classic, migrated, names);
        if (!outcome.explainable()) {
            return outcome;
        }
        Run ascending = start(data, "classic", "ascending", request.original());
        Run descending = start(data, "classic", "descending", request.original());
        total += 2;
        Observation first = observe(ascending, label(ascending, data));
        Observation second = observe(descending, label(descending, data));
        boolean usable = Stream.of(first, second)
                .allMatch(run -> run.disturbance().isEmpty()
                        && run.outcomeText().equals(classic.get(0).outcomeText()));
        return usable
                ? Comparison.of(data.name(), List.of(classic.get(0), classic.get(1), first, second), migrated, names)
                : outcome;
    }

    private boolean judgeGiven(Comparison.Outcome outcome, Observation original) {
        if (outcome.result() == Result.DIFFERENT) {
            report.verdict(Verdict.DIFFERS, differsReason(outcome));
            return false;
        }
        if (outcome.result() == Result.EXCLUDED) {
            report.verdict(Verdict.UNPROVEN, "the original does not give the same result twice: " + outcome.note());
            report.advice("seed random numbers, sort before taking rows, or do without the current time");
            return false;
        }
        if (!outcome.ranToTheEnd()) {
            report.verdict(
                    Verdict.UNPROVEN,
                    "the original fails on the given data, and the migrated program fails in the same way: "
                            + original.outcomeForReading());
            report.advice("give it data that it works on, with --data and arguments after --");
            return false;
        }
        if (!outcome.leftOpen().isEmpty()) {
            report.verdict(
                    Verdict.UNPROVEN,
                    "what differs is left open by the original: " + String.join(", ", outcome.leftOpen()));
            report.advice("sort rows before taking, numbering or printing them, in the original too");
            return false;
        }
        if (!original.usedSpark()) {
            report.verdict(
                    Verdict.UNPROVEN,
                    "the original ends without having used Spark, with "
                            + original.outcomeText()
                            + original.lastComplaint().map(line -> ": " + line).orElse(""));
            report.advice(ARGUMENTS);
            return false;
        }
        return judgeWhatCounts(outcome);
    }

    private boolean judgeWhatCounts(Comparison.Outcome outcome) {
        if (outcome.outputCounts() || (outcome.namesCount() && !outcome.nameMissing())) {
            return true;
        }
        boolean unstable =
                outcome.notCompared().stream().anyMatch(skipped -> skipped.why().startsWith("two classic"));
        if (outcome.namesCount()) {
            report.verdict(
                    Verdict.UNPROVEN,
                    "the only results are module-level names, and some of them exist only in the original");
        } else if (unstable) {
            report.verdict(Verdict.UNPROVEN, "all that could be observed differs between two classic runs");
            report.advice("seed random numbers, sort before taking rows, or do without the current time");
        } else {
            report.verdict(Verdict.UNPROVEN, "there is nothing to observe");
        }
        report.advice(NOTHING_TO_OBSERVE);
        return false;
    }

    /** True if a variant decided the verdict. */
    private boolean compareVariants(InputData given, Observation original) throws ProofException, IOException {
        List<InputData> variants = variants(given, original);
        total += 2 * variants.size();
        Deque<InputData> waiting = new ArrayDeque<>(variants);
        Deque<Runs> started = new ArrayDeque<>();
        while (!waiting.isEmpty() || !started.isEmpty()) {
            while (started.size() < 2 && !waiting.isEmpty()) {
                InputData variant = waiting.remove();
                started.add(start(variant, firstParallelism(variant)));
            }
            Runs runs = started.remove();
            underWay = started.stream().flatMap(Runs::all).toList();
            Comparison.Outcome outcome = compareVariant(runs);
            if (outcome.result() == Result.DIFFERENT) {
                report.verdict(Verdict.DIFFERS, differsReason(outcome));
                drain(started);
                return true;
            }
            int before = waiting.size();
            waiting.removeIf(this::isSpare);
            total -= 2 * (before - waiting.size());
        }
        return false;
    }

    private boolean isSpare(InputData variant) {
        return report.dataSets().stream()
                .anyMatch(data -> data.result() == Result.EQUAL && variant.isSpareBeside(data.name()));
    }

    /** Runs that nobody waits for would hold up the next proof's in their lanes; the hosts finish them first. */
    private void drain(Deque<Runs> started) throws ProofException, IOException {
        for (Runs runs : started) {
            for (Run run : runs.all().toList()) {
                observe(run, runs.data().name() + ": not needed any more");
            }
        }
    }

    private Comparison.Outcome compareVariant(Runs runs) throws ProofException, IOException {
        Observed seen = observe(runs);
        Optional<String> classic = seen.classicTrouble();
        Optional<String> connect = seen.connectTrouble();
        if (classic.isEmpty() && connect.isPresent()) {
            report.excluded(runs.data(), "Connect: " + connect.get());
            throw new ProofException("the migrated program does not run on Connect with the data set \""
                    + runs.data().name() + "\": " + connect.get());
        }
        Comparison.Outcome outcome = classic.isPresent()
                ? Comparison.Outcome.excluded("classic: " + classic.get())
                : compareWithOne(runs.data(), seen.classic().get(0), seen.migrated());
        if (outcome.result() == Result.DIFFERENT) {
            outcome = excused(runs.data(), seen).orElse(outcome);
        }
        if (!outcome.leftOpen().isEmpty()) {
            outcome = Comparison.Outcome.excluded(
                    "what differs is left open by the original: " + String.join(", ", outcome.leftOpen()));
        }
        report.dataSet(runs.data(), outcome);
        return outcome;
    }

    /** What a difference comes to that says nothing of the program; absent for others. */
    private Optional<Comparison.Outcome> excused(InputData data, Observed seen) {
        Observation original = seen.classic().get(0);
        if (request.lifted() && seen.onlyMigratedOverflows()) {
            return Optional.of(Comparison.Outcome.excluded(
                    "integers outgrow 64 bits, and the migrated program says so: ARITHMETIC_OVERFLOW"));
        }
        if (request.lifted() && seen.migrated().findsOtherColumns()) {
            return Optional.of(Comparison.Outcome.excluded(
                    "a frame has columns of other types there, and the migrated program says so"));
        }
        if (data.isInFolders() && original.failed()) {
            return Optional.of(
                    Comparison.Outcome.excluded("the original does not read a folder in the place of a file"));
        }
        if (data.hasInexactSums()) {
            Observation expected = original.rounded();
            return Optional.of(Comparison.of(
                            data.name(),
                            List.of(expected, expected),
                            seen.migrated().rounded(),
                            names))
                    .filter(rounded -> rounded.result() == Result.EQUAL)
                    .map(Comparison.Outcome::ofRounded);
        }
        return Optional.empty();
    }

    /** What equals one run of the original in every detail equals it as far as any two agree: no second run is made. */
    private Comparison.Outcome compareWithOne(InputData data, Observation original, Observation migrated)
            throws ProofException, IOException {
        Comparison.Outcome exact = Comparison.of(data.name(), List.of(original, original), migrated, names);
        if (exact.result() == Result.EQUAL) {
            return exact;
        }
        Run run = start(data, "classic", "a", request.original());
        total++;
        Observation other = onceMore(observe(run, label(run, data)), run, data);
        if (other.disturbance().isPresent()) {
            return Comparison.Outcome.excluded("classic: " + other.disturbance().get());
        }
        return compare(data, List.of(other, original), migrated);
    }

    private List<InputData> variants(InputData given, Observation original) throws ProofException, IOException {
        ArrayNode opened = opened(original);
        if (opened != null && opened.isEmpty()) {
            report.reason(
                    request.data().isEmpty()
                            ? "no data variants: no data folder was named"
                            : "no data variants: the program was not seen to read from its data folders");
            return List.of();
        }
        ObjectNode ask = Json.object()
                .put("op", "variants")
                .put("lane", "connect")
                .put("seed", request.seed())
                .put(
                        "key",
                        given.sha256().substring(0, 16) + "-" + programDigest.substring(0, 16) + "-" + request.seed());
        ask.set("literals", plan.path("literals"));
        ask.set(
                "folders",
                Json.array(given.folders().stream().map(Path::toString).toList()));
        ask.set("opened", opened == null ? JsonNodeFactory.instance.nullNode() : opened);
        JsonNode answer = SparkHosts.await(hosts.ask(ask));
        if (answer.has("why")) {
            report.reason("no data variants: " + answer.path("why").asText());
        }
        List<InputData> variants = new ArrayList<>();
        for (JsonNode variant : answer.path("variants")) {
            List<Path> folders = new ArrayList<>();
            variant.path("folders").forEach(folder -> folders.add(Path.of(folder.asText())));
            variants.add(given.variant(variant.path("name").asText(), folders));
        }
        return variants;
    }

    /** What the original read, with whether plain Python read it; null if the system could not tell. */
    private static @org.jspecify.annotations.Nullable ArrayNode opened(Observation original) {
        JsonNode opened = original.json().path("opened");
        if (!opened.isArray()) {
            return null;
        }
        Set<JsonNode> byPython = new HashSet<>();
        original.json().path("python_opened").forEach(byPython::add);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode file : opened) {
            all.addArray().add(file.path(0)).add(file.path(1)).add(byPython.contains(file));
        }
        return all;
    }

    /** That of the first classic run. Of a variant it is that of Connect, so that orders that hang on it are the same. */
    private static String firstParallelism(InputData data) {
        return data.isGiven() ? "a" : "b";
    }

    private Runs start(InputData data, String... parallelisms) throws ProofException, IOException {
        Run migrated = start(data, "connect", "b", request.migrated());
        List<Run> classic = new ArrayList<>();
        for (String parallelism : parallelisms) {
            classic.add(start(data, "classic", parallelism, request.original()));
        }
        return new Runs(data, classic, migrated);
    }

    private Run start(InputData data, String lane, String parallelism, Path program)
            throws ProofException, IOException {
        ObjectNode ask = runRequest(data, lane, parallelism, program);
        if (lane.equals("connect")) {
            return new Run(ask, hosts.ask(ask), "", false);
        }
        String key = new Digest()
                .add(programDigest)
                .add(data.sha256())
                .add(data.places().toString())
                .add(parallelism)
                .add(makesOut ? "makes {out}" : "")
                .hex();
        boolean anew = parallelism.endsWith("scending") && plan.path("clock").asBoolean(true);
        boolean traced = ask.has("trace");
        Optional<Observation> known = anew
                ? Optional.empty()
                : cache.find(key).filter(seen -> !traced || seen.trace().isPresent());
        if (known.isPresent()) {
            return new Run(ask, CompletableFuture.completedFuture(known.get().json()), key, true);
        }
        return new Run(ask, hosts.ask(ask), key, false);
    }

    private ObjectNode runRequest(InputData data, String lane, String parallelism, Path program) {
        ObjectNode ask = Json.object()
                .put("op", "run")
                .put("lane", lane)
                .put("parallelism", parallelism)
                .put("program", program.toString())
                .put("name", nameInRun(program))
                .put("style", plan.path("style").asText());
        if (request.traced() && lane.equals("classic") && parallelism.equals(firstParallelism(data))) {
            ask.put("trace", true);
        }
        ask.put("makes_out", makesOut);
        ask.set("functions", plan.path("functions"));
        ask.set("siblings", siblings(program));
        ask.set("data", data.toJson());
        ask.set("args", Json.array(request.arguments()));
        ask.set("calls", Json.array(request.calls()));
        ask.set("limits", request.limits().toJson());
        return ask;
    }

    /** Both programs run under the original's name: programs print their name. */
    private String nameInRun(Path program) {
        String original = String.valueOf(request.original().getFileName());
        String own = String.valueOf(program.getFileName());
        boolean sameKind = original.endsWith(".ipynb") == own.endsWith(".ipynb");
        return sameKind ? original : own;
    }

    /** The folders whose modules and small files a program finds beside it, the nearest first. */
    private ArrayNode siblings(Path program) {
        List<String> folders = new ArrayList<>();
        for (Path file : List.of(program, request.original())) {
            Path folder = file.getParent();
            if (folder != null && !folders.contains(folder.toString())) {
                folders.add(folder.toString());
            }
        }
        return Json.array(folders);
    }

    private Observation observe(Run run, String label) throws ProofException, IOException {
        listener.progress(label, done, total);
        Observation observation = new Observation(SparkHosts.await(run.answer()));
        if (observation.lostItsHost()) {
            observation = new Observation(SparkHosts.await(hosts.ask(run.asked())));
        }
        if (run.remembered()) {
            report.remembered();
        } else {
            report.ran();
            if (!run.cacheKey().isEmpty()) {
                cache.store(run.cacheKey(), observation);
            }
        }
        observation.trace().ifPresent(traces::add);
        done++;
        listener.progress(label, done, total);
        return observation;
    }

    private static String differsReason(Comparison.Outcome outcome) {
        return outcome.difference().map(Difference::forReading).orElse(outcome.note());
    }

    private String verifiedReason() {
        List<String> equal = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        for (Evidence.DataSet data : report.dataSets()) {
            (data.result() == Result.EQUAL ? equal : excluded).add(data.name());
        }
        String sets = equal.size() == 1 ? "1 data set" : equal.size() + " data sets";
        String reason = "equal on " + sets + " (" + String.join(", ", equal) + ")";
        return excluded.isEmpty() ? reason : reason + "; excluded: " + String.join(", ", excluded);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> all = new HashSet<>();
        array.forEach(item -> all.add(item.asText()));
        return all;
    }
}
