package dev.reconnect.proof;

import dev.reconnect.proof.Evidence.Counted;
import dev.reconnect.proof.Evidence.DataSet;
import dev.reconnect.proof.Evidence.NotCompared;
import dev.reconnect.proof.Evidence.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects evidence while a proof goes on. */
final class EvidenceBuilder {
    private final ProofRequest request;
    private final String server;
    private final long started = System.nanoTime();
    private final List<String> reasons = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private final List<DataSet> dataSets = new ArrayList<>();
    private final Map<String, Map<String, Integer>> counted = new LinkedHashMap<>();
    private final Set<NotCompared> notCompared = new LinkedHashSet<>();
    private Verdict verdict = Verdict.FAILED;
    private Optional<Difference> difference = Optional.empty();
    private Evidence.Tracebacks tracebacks = Evidence.Tracebacks.NONE;
    private Optional<HostEnvironment> environment = Optional.empty();
    private int runs;
    private int remembered;

    EvidenceBuilder(ProofRequest request, String server) {
        this.request = request;
        this.server = server;
    }

    void environment(HostEnvironment value) {
        environment = Optional.of(value);
    }

    void verdict(Verdict value, String reason) {
        verdict = value;
        reasons.add(0, reason);
    }

    void reason(String reason) {
        reasons.add(reason);
    }

    void advice(String text) {
        advice.add(text);
    }

    void ended(Observation original, Observation migrated) {
        tracebacks = new Evidence.Tracebacks(original.traceback(), migrated.traceback());
    }

    void ran() {
        runs++;
    }

    void remembered() {
        remembered++;
    }

    void dataSet(InputData data, Comparison.Outcome outcome) {
        dataSets.add(new DataSet(data.name(), data.sha256(), data.files(), outcome.result(), outcome.note()));
        if (difference.isEmpty()) {
            difference = outcome.difference();
        }
        notCompared.addAll(outcome.notCompared());
        if (outcome.result() == Evidence.Result.EQUAL) {
            outcome.counted().forEach((name, how) -> counted.computeIfAbsent(name, any -> new LinkedHashMap<>())
                    .merge(how, 1, Integer::sum));
        }
    }

    void excluded(InputData data, String why) {
        dataSets.add(new DataSet(data.name(), data.sha256(), data.files(), Evidence.Result.EXCLUDED, why));
    }

    List<DataSet> dataSets() {
        return dataSets;
    }

    Evidence build() {
        List<Counted> observables = new ArrayList<>();
        counted.forEach((name, ways) -> ways.forEach((how, times) -> observables.add(new Counted(name, how, times))));
        double seconds = Math.round((System.nanoTime() - started) / 1e7) / 100.0;
        return new Evidence(
                verdict,
                reasons,
                advice,
                difference,
                tracebacks,
                program(request.original()),
                program(request.migrated()),
                request.arguments(),
                request.calls(),
                dataSets,
                observables,
                new ArrayList<>(notCompared),
                environment,
                server,
                request.limits(),
                request.seed(),
                new Evidence.Effort(runs, remembered, seconds));
    }

    private static ProgramFile program(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return new ProgramFile(name, Files.isRegularFile(file) ? Digest.ofFile(file) : "");
        } catch (IOException e) {
            return new ProgramFile(name, "");
        }
    }
}
