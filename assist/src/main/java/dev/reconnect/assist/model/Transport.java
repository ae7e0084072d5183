package dev.reconnect.assist.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests by the JDK's client, and unlike the one that comes with the library keeps the headers of a refusal, bounds the whole exchange in
 * time and the answer in size, and knows the proxies of the environment. Redirects are not followed: a key goes where it was meant to go.
 */
final class Transport implements HttpClient {
    private static final int MOST_BYTES = 8 << 20;
    private static final Set<String> OF_THE_CLIENT =
            Set.of("content-length", "host", "connection", "expect", "upgrade");

    private final java.net.http.HttpClient client;
    private final Duration timeout;
    private final Supplier<Duration> remaining;

    private Transport(Builder builder) {
        this.client = java.net.http.HttpClient.newBuilder()
                .connectTimeout(builder.connectTimeout)
                .proxy(builder.proxies)
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .build();
        this.timeout = builder.readTimeout;
        this.remaining = builder.remaining;
    }

    /**
     * @param remaining what is left of the time for all questions
     */
    static Builder builder(EnvironmentProxies proxies, Supplier<Duration> remaining) {
        return new Builder(proxies, remaining);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var answer = exchange(request);
        if (answer.status() / 100 != 2) {
            throw Refusal.of(answer.status(), answer.headers().firstValue("retry-after"), answer.body());
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(answer.status())
                .headers(answer.headers().map())
                .body(answer.body())
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are taken whole");
    }

    /** A whole answer. */
    private record Answer(int status, HttpHeaders headers, String body) {}

    private Answer exchange(HttpRequest request) {
        var limit = remaining.get().compareTo(timeout) < 0 ? remaining.get() : timeout;
        var head = client.sendAsync(request(request), HttpResponse.BodyHandlers.ofInputStream());
        var answer = head.thenApply(Transport::whole);
        try {
            return answer.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            breakOff(head);
            throw new ModelException(ModelException.Kind.TIMEOUT, "no answer came within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            breakOff(head);
            Thread.currentThread().interrupt();
            throw new ModelException(ModelException.Kind.TIMEOUT, "the question was cancelled");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ModelException known ? known : unreachable(e.getCause());
        }
    }

    /** Ends the exchange, wherever it is. */
    private static void breakOff(CompletableFuture<HttpResponse<InputStream>> head) {
        head.cancel(true);
        var unused = head.thenAccept(response -> {
            try {
                response.body().close();
            } catch (IOException ignored) {
                // It is over either way.
            }
        });
    }

    private static ModelException unreachable(@Nullable Throwable cause) {
        var message = cause == null || cause.getMessage() == null ? "it broke off" : cause.getMessage();
        return new ModelException(ModelException.Kind.UNREACHABLE, "the connection failed: " + message);
    }

    private static Answer whole(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ModelException(ModelException.Kind.MALFORMED, "the answer is longer than 8 MB");
            }
            return new Answer(response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static java.net.http.HttpRequest request(HttpRequest request) {
        var body = request.body() == null
                ? java.net.http.HttpRequest.BodyPublishers.noBody()
                : java.net.http.HttpRequest.BodyPublishers.ofString(request.body());
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(request.method().name(), body);
        request.headers().forEach((name, values) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    /** Settings of the transport, as the library asks for them. */
    static final class Builder implements HttpClientBuilder {
        private final EnvironmentProxies proxies;
        private final Supplier<Duration> remaining;
        private Duration connectTimeout = Duration.ofSeconds(20);
        private Duration readTimeout = Duration.ofMinutes(2);

        private Builder(EnvironmentProxies proxies, Supplier<Duration> remaining) {
            this.proxies = proxies;
            this.remaining = remaining;
        }

        @Override
        public Duration connectTimeout() {
            return connectTimeout;
        }

        @Override
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        @Override
        public Duration readTimeout() {
            return readTimeout;
        }

        @Override
        public Builder readTimeout(Duration value) {
            readTimeout = value;
            return this;
        }

        @Override
        public HttpClient build() {
            return new Transport(this);
        }
    }
}
