package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The warm processes that programs run in: a classic JVM and a Connect server, with an interpreter for each. They start
 * when first needed, serve any number of proofs, and end with {@link #close} or with the process at hand.
 */
public final class SparkHosts implements AutoCloseable {
    private final HostSettings settings;
    private HostProcess process;
    private final HostEnvironment environment;

    private SparkHosts(HostSettings settings, HostProcess process, HostEnvironment environment) {
        this.settings = settings;
        this.process = process;
        this.environment = environment;
    }

    /** Starts the supervising process, and learns what programs will run on; the JVMs start when first used. */
    public static SparkHosts start(HostSettings settings) throws ProofException {
        HostProcess process = HostProcess.start(settings);
        try {
            JsonNode hello = await(process.ask(Json.object().put("op", "hello")));
            if (hello.path("spark").isNull()) {
                throw new ProofException("no PySpark is installed for " + settings.python());
            }
            if (hello.path("java").isNull()) {
                throw new ProofException("Spark needs Java, and none was found through JAVA_HOME or PATH");
            }
            if (!hello.path("server").asBoolean()) {
                throw new ProofException("PySpark " + hello.path("spark").asText()
                        + " brings no Connect server; name a running one, as in --remote sc://host:port");
            }
            return new SparkHosts(settings, process, environment(hello));
        } catch (ProofException e) {
            process.close();
            throw e;
        }
    }

    private static HostEnvironment environment(JsonNode hello) {
        Map<String, String> isolation = new LinkedHashMap<>();
        hello.path("isolation")
                .properties()
                .forEach(entry -> isolation.put(entry.getKey(), entry.getValue().asText()));
        Optional<String> java = Optional.of(hello.path("java").asText());
        return new HostEnvironment(
                hello.path("spark").asText(), hello.path("python").asText(), java, isolation);
    }

    public HostSettings settings() {
        return settings;
    }

    public HostEnvironment environment() {
        return environment;
    }

    /** Starts both JVMs and interpreters ahead of need, and returns at once; what fails here fails again in a run. */
    public synchronized void warm() {
        for (String lane : List.of("classic", "connect")) {
            var unused = process.ask(Json.object().put("op", "warm").put("lane", lane));
        }
    }

    /** Sends a request to the host; a host that has ended is started anew first. */
    synchronized CompletableFuture<JsonNode> ask(ObjectNode request) throws ProofException {
        if (!process.isAlive()) {
            process.close();
            process = HostProcess.start(settings);
        }
        return process.ask(request);
    }

    static JsonNode await(CompletableFuture<JsonNode> answer) throws ProofException {
        try {
            return answer.get(30, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            String message = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            throw new ProofException(message, e);
        } catch (TimeoutException e) {
            throw new ProofException("the host of the programs does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProofException("interrupted", e);
        }
    }

    @Override
    public synchronized void close() {
        process.close();
    }

    static ProofException unreadable(IOException e) {
        return new ProofException("cannot read or write: " + e.getMessage(), e);
    }
}
