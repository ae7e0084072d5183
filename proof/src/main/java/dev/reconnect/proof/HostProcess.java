package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The Python process that supervises JVMs and programs, spoken to in lines of JSON. It ends when its input does. */
final class HostProcess {
    private final Process process;
    private final BufferedWriter requests;
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Path log;
    private volatile boolean ended;

    private HostProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    static HostProcess start(HostSettings settings) throws ProofException {
        try {
            Path logs = Files.createDirectories(settings.folder().resolve("logs"));
            Path sources = settings.folder().resolve("observer");
            RuntimeFiles.extract(sources);
            Path log = logs.resolve("host.log");
            ObjectNode first = Json.object()
                    .put("folder", settings.folder().toRealPath().toString())
                    .put("isolation", settings.isolation() ? "on" : "off")
                    .put("heap_megabytes", settings.heapMegabytes());
            settings.remote().ifPresent(url -> first.put("remote", url));
            settings.serverJar().ifPresent(jar -> first.put("server_jar", jar.toString()));
            var builder = new ProcessBuilder(
                    settings.python().toString(), "-m", "reconnect_runtime.observe.host", first.toString());
            builder.environment().put("PYTHONPATH", sources.toRealPath().toString());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            builder.environment().remove("PYTHONHOME");
            builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var host = new HostProcess(builder.start(), log);
            var reader = new Thread(host::read, "reconnect-host-answers");
            reader.setDaemon(true);
            reader.start();
            return host;
        } catch (IOException e) {
            throw new ProofException("cannot start " + settings.python() + ": " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<JsonNode> ask(ObjectNode request) {
        long id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        pending.put(id, answer);
        try {
            send(request.put("id", id).toString());
        } catch (IOException e) {
            pending.remove(id);
            answer.completeExceptionally(noAnswer());
        }
        if (ended) {
            answer.completeExceptionally(noAnswer());
        }
        return answer;
    }

    private synchronized void send(String line) throws IOException {
        requests.write(line);
        requests.write('\n');
        requests.flush();
    }

    private void read() {
        try (var answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                accept(Json.MAPPER.readTree(line));
            }
        } catch (IOException e) {
            // The process is gone, or answers nonsense: either way nobody will answer what is pending.
            process.destroy();
        }
        ended = true;
        pending.values().forEach(answer -> answer.completeExceptionally(noAnswer()));
    }

    private void accept(JsonNode reply) {
        CompletableFuture<JsonNode> answer = pending.remove(reply.path("id").asLong());
        if (answer == null) {
            return;
        }
        if (reply.has("error")) {
            answer.completeExceptionally(new ProofException(reply.path("error").asText()));
        } else {
            answer.complete(reply.path("result"));
        }
    }

    private ProofException noAnswer() {
        return new ProofException("the host of the programs has ended; see " + log);
    }

    void close() {
        try {
            requests.close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
