package dev.reconnect.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** A server that speaks as OpenAI's, Anthropic's and Ollama's do, and answers what a test tells it to. */
public final class ScriptedModel implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final IntFunction<Turn> script;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    /** What is done about one request. */
    public sealed interface Turn {
        /** An answer as a model gives it. */
        record Says(String text, boolean cut) implements Turn {}

        /** An answer as it stands. */
        record Responds(int status, String header, String body) implements Turn {}

        /** The text, after a wait. */
        record Waits(long millis, String text) implements Turn {}

        /** The connection ends in the middle of the answer. */
        record HangsUp() implements Turn {}
    }

    /** A request that came. */
    public record Asked(String path, String key, String body) {}

    /** @param script gives the turn for the request of that number, from 0 */
    public ScriptedModel(IntFunction<Turn> script) {
        this.script = script;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A server that gives these turns one after the other, and the last one from then on. */
    public static ScriptedModel of(Turn... turns) {
        return new ScriptedModel(number -> turns[Math.min(number, turns.length - 1)]);
    }

    public static Turn says(String text) {
        return new Turn.Says(text, false);
    }

    public static Turn status(int status) {
        return new Turn.Responds(status, "", "{\"error\": {\"message\": \"no\"}}");
    }

    /** The address for {@code --model}. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            var key = headers.getFirst("Authorization") == null
                    ? headers.getFirst("x-api-key")
                    : headers.getFirst("Authorization");
            var path = exchange.getRequestURI().getPath();
            int number;
            synchronized (asked) {
                number = asked.size();
                asked.add(new Asked(path, String.valueOf(key), body));
            }
            answer(exchange, path, script.apply(number));
        }
    }

    private static void answer(HttpExchange exchange, String path, Turn turn) throws IOException {
        if (turn instanceof Turn.Responds response) {
            int colon = response.header().indexOf(':');
            if (colon > 0) {
                exchange.getResponseHeaders()
                        .add(
                                response.header().substring(0, colon),
                                response.header().substring(colon + 1).strip());
            }
            send(exchange, response.status(), response.body());
        } else if (turn instanceof Turn.HangsUp) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else if (turn instanceof Turn.Waits wait) {
            rest(wait.millis());
            send(exchange, 200, envelope(path, wait.text(), false));
        } else if (turn instanceof Turn.Says answer) {
            send(exchange, 200, envelope(path, answer.text(), answer.cut()));
        }
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String envelope(String path, String text, boolean cut) {
        var quoted = quoted(text);
        if (path.endsWith("/messages")) {
            return "{\"id\": \"m\", \"type\": \"message\", \"role\": \"assistant\", \"model\": \"scripted\", \"content\": [{\"type\": \"text\","
                    + " \"text\": " + quoted + "}], \"stop_reason\": \"" + (cut ? "max_tokens" : "end_turn")
                    + "\", \"usage\": {\"input_tokens\": 100, \"output_tokens\": 20}}";
        }
        if (path.endsWith("/api/chat")) {
            return "{\"model\": \"scripted\", \"message\": {\"role\": \"assistant\", \"content\": " + quoted
                    + "}, \"done\": true, \"done_reason\": \"" + (cut ? "length" : "stop")
                    + "\", \"prompt_eval_count\": 100, \"eval_count\": 20}";
        }
        return "{\"id\": \"c\", \"object\": \"chat.completion\", \"created\": 1, \"model\": \"scripted\", \"choices\": [{\"index\": 0,"
                + " \"message\": {\"role\": \"assistant\", \"content\": " + quoted + "}, \"finish_reason\": \""
                + (cut ? "length" : "stop")
                + "\"}], \"usage\": {\"prompt_tokens\": 100, \"completion_tokens\": 20, \"total_tokens\": 120}}";
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
