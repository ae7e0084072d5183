package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reconnect.proof.Suite.Branch;
import dev.reconnect.proof.Suite.Lane;
import dev.reconnect.proof.Suite.Raised;
import dev.reconnect.proof.Suite.Recording;
import dev.reconnect.proof.Suite.Result;
import dev.reconnect.proof.Suite.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs generated tests with plain pytest in the warm processes of {@link SparkHosts}, and records what they are to expect. */
public final class SuiteRunner {
    private final SparkHosts hosts;
    private final Limits limits;

    public SuiteRunner(SparkHosts hosts, Limits limits) {
        this.hosts = hosts;
        this.limits = limits;
    }

    /**
     * What a run of a program shows, and what its functions return.
     *
     * @param suite the folder of the tests
     * @param program a file; what is in its folder goes with it
     */
    public Recording record(Path suite, Path program, Lane lane, Usage usage) throws ProofException {
        var task = Json.object()
                .put("do", "record")
                .put("case", usage.dataCase())
                .put("place", usage.places().isEmpty() ? "" : usage.places().get(0));
        task.set("arguments", Json.array(usage.arguments()));
        task.set("calls", Json.array(usage.calls()));
        var answer = answer(start(task, suite, List.of(program), lane))
                .orElseThrow(() -> new ProofException("the program does not come to its end"));
        var seen = new ArrayList<Seen>();
        answer.path("seen").forEach(one -> seen.add(seen(one)));
        return new Recording(raised(answer), seen, branches(answer));
    }

    /**
     * How a program is used.
     *
     * @param dataCase the name of its data in the suite
     * @param places where its data lie in the folder that it runs in
     */
    public record Usage(String dataCase, List<String> places, List<String> arguments, List<String> calls) {
        public Usage {
            places = List.copyOf(places);
            arguments = List.copyOf(arguments);
            calls = List.copyOf(calls);
        }
    }

    /** Runs of the tests that are under way, one result for each program, in their order. */
    public static final class Running {
        private final CompletableFuture<JsonNode> answer;
        private final int programs;

        private Running(CompletableFuture<JsonNode> answer, int programs) {
            this.answer = answer;
            this.programs = programs;
        }

        /** Of runs that were cut short, such as by a limit, there are no results. */
        public List<Optional<Result>> await() throws ProofException {
            var results = new ArrayList<Optional<Result>>();
            SuiteRunner.answer(answer)
                    .ifPresent(found -> found.path("programs").forEach(one -> results.add(Optional.of(result(one)))));
            return results.isEmpty() ? Collections.nCopies(programs, Optional.empty()) : results;
        }
    }

    /** Starts the tests over programs, one after the other in one process. */
    public Running test(Path suite, List<Path> programs, Lane lane) throws ProofException {
        return new Running(start(Json.object().put("do", "test"), suite, programs, lane), programs.size());
    }

    private CompletableFuture<JsonNode> start(ObjectNode task, Path suite, List<Path> programs, Lane lane)
            throws ProofException {
        var data = Json.MAPPER.createArrayNode();
        data.addObject().put("path", suite.toString()).set("places", Json.array(List.of("suite")));
        var places = new ArrayList<String>();
        for (Path program : programs) {
            String folder = String.valueOf(places.size());
            data.addObject()
                    .put("path", String.valueOf(program.getParent()))
                    .set("places", Json.array(List.of("programs/" + folder)));
            places.add(folder + "/" + program.getFileName());
        }
        task.set("programs", Json.array(places));
        return hosts.ask(request(task, lane, programs.size()).set("data", data));
    }

    private ObjectNode request(ObjectNode task, Lane lane, int programs) {
        ObjectNode ask = Json.object()
                .put("op", "run")
                .put("lane", lane.host())
                .put("parallelism", lane.parallelism())
                .put("program", observer().toString())
                .put("name", "suite.py")
                .put("style", "script");
        ask.set("functions", Json.array(List.of()));
        ask.set("siblings", Json.array(List.of()));
        ask.set("args", Json.array(List.of(unfilled(task.toString()))));
        ask.set("calls", Json.array(List.of()));
        Duration time = limits.time().multipliedBy(programs);
        ask.set("limits", limits.withTime(time).toJson());
        return ask;
    }

    /** What stands for folders in arguments is for the tests to fill in, not for the host. */
    private static String unfilled(String json) {
        return json.replace("{data", "\\u007bdata").replace("{out}", "\\u007bout}");
    }

    private Path observer() {
        return hosts.settings().folder().resolve("observer/reconnect_runtime/observe/suite.py");
    }

    private static Optional<JsonNode> answer(CompletableFuture<JsonNode> answer) throws ProofException {
        var observation = new Observation(SparkHosts.await(answer));
        if (observation.failed()) {
            throw new ProofException(
                    "the tests could not be run: " + observation.traceback().orElse(observation.outcomeText()));
        }
        List<String> lines = observation.stdout().lines().toList();
        if (!observation.ranToTheEnd() || lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readTree(lines.get(lines.size() - 1)));
        } catch (IOException e) {
            throw SparkHosts.unreadable(e);
        }
    }

    private static Seen seen(JsonNode one) {
        return new Seen(
                one.path("kind").asText(),
                one.path("name").asText(),
                one.path("ordered").asText(),
                Optional.ofNullable(one.path("unordered").textValue()),
                Optional.ofNullable(one.path("why").textValue()),
                raised(one));
    }

    private static Optional<Raised> raised(JsonNode one) {
        var raised = one.path("raised");
        return raised.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Raised(
                        raised.path("module").asText(),
                        raised.path("class").asText(),
                        raised.path("message").asText()));
    }

    private static Result result(JsonNode one) {
        Map<String, String> tests = new HashMap<>();
        one.path("tests")
                .properties()
                .forEach(test -> tests.put(test.getKey(), test.getValue().asText()));
        return new Result(tests);
    }

    private static List<Branch> branches(JsonNode one) {
        var branches = new ArrayList<Branch>();
        one.path("branches")
                .forEach(branch -> branches.add(new Branch(
                        branch.path(0).asText(),
                        branch.path(1).asInt(),
                        branch.path(2).asBoolean(),
                        branch.path(3).asBoolean())));
        return branches;
    }
}
