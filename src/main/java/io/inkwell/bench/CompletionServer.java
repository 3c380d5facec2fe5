package io.inkwell.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import io.inkwell.error.Excerpt;

/**
 * A client of any OpenAI-compatible server. One thread reads all streams and timestamps
 * events as soon as their bytes arrive, which leaves the cores to the server.
 */
public final class CompletionServer implements AutoCloseable {

    private static final int MAX_MESSAGE = 500;

    /** Shorter than the keep-alive timeout of servers. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(2);

    private final LoopResources eventLoop = LoopResources.create("bench", 1, true);

    private final ConnectionProvider connections = ConnectionProvider.builder("bench")
        .maxConnections(Integer.MAX_VALUE)
        .pendingAcquireMaxCount(-1)
        .maxIdleTime(MAX_IDLE)
        .build();

    private final String root;

    private final HttpClient http;

    /**
     * @param url URL of the server, with or without {@code /v1}
     * @param apiKey bearer token, if any
     * @param timeout maximum time without data
     */
    public CompletionServer(URI url, @Nullable String apiKey, Duration timeout) {
        this.root = url.toString().replaceFirst("/*$", "").replaceFirst("/v1$", "");
        this.http = HttpClient.create(this.connections)
            .runOn(this.eventLoop)
            // Retries would hide failures.
            .disableRetry(true)
            .responseTimeout(timeout)
            .headers((headers) -> {
                if (apiKey != null) {
                    headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + apiKey);
                }
            });
    }

    /** The listed model of that name, or the first one if no name is given. */
    public Mono<ServedModel> model(@Nullable String name) {
        Mono<ServedModel> listed = this.http.get()
            .uri(this.root + "/v1/models")
            .responseSingle((response, content) -> content.asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .map((body) -> find(response.status().code(), body, name)))
            .onErrorMap(CompletionServer::describe);
        // Some servers list no models, or list them under other names.
        return (name == null) ? listed : listed.onErrorReturn(NoModelException.class, new ServedModel(name, null));
    }

    private static ServedModel find(int status, String body, @Nullable String name) {
        if (status != 200) {
            throw new NoModelException(String.valueOf(rejection(status, body).getMessage()));
        }
        return new ModelListing(body).find(name).orElseThrow(() -> new NoModelException("the list is empty"));
    }

    /** The vocabulary for prompts. */
    public Mono<Vocabulary> vocabulary(ServedModel model) {
        return new VocabularyProbe(this.http, this.root).vocabulary(model.id());
    }

    /** The completions endpoint as a load target. */
    public Target completions(RequestTemplate template) {
        return completions(template, Duration.ZERO);
    }

    /**
     * The completions endpoint as a load target whose client reads slowly.
     * @param pause time after each read, during which the client reads nothing
     */
    public Target completions(RequestTemplate template, Duration pause) {
        HttpClient.RequestSender sender = this.http
            .headers((headers) -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.ACCEPT, "text/event-stream"))
            .post()
            .uri(this.root + "/v1/completions");
        return (request, times) -> sender.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(template.body(request))))
            .response((response, content) -> (response.status().code() == 200) ? read(content, pause, times)
                    : text(response, content.aggregate()).then())
            .then()
            .onErrorMap(CompletionServer::describe);
    }

    private static Mono<Void> read(ByteBufFlux content, Duration pause, ResponseTimes times) {
        CompletionStream stream = new CompletionStream(times);
        Flux<ByteBuf> parts = content.doOnNext(stream::accept);
        return (pause.isZero() ? parts : parts.concatMap((part) -> Mono.delay(pause), 1))
            .then(Mono.fromRunnable(stream::end));
    }

    /** The body of a response to {@code GET}; fails unless the status is 200. */
    public Mono<String> get(String path) {
        return this.http.get()
            .uri(this.root + path)
            .responseSingle(CompletionServer::text)
            .onErrorMap(CompletionServer::describe);
    }

    /** The body of a response to {@code POST}; fails unless the status is 200. */
    public Mono<String> post(String path, byte[] json) {
        return this.http.headers((headers) -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
            .post()
            .uri(this.root + path)
            .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(json)))
            .responseSingle(CompletionServer::text)
            .onErrorMap(CompletionServer::describe);
    }

    private static Mono<String> text(HttpClientResponse response, ByteBufMono content) {
        int status = response.status().code();
        Mono<String> body = content.asString(StandardCharsets.UTF_8).defaultIfEmpty("");
        return (status == 200) ? body : body.flatMap((error) -> Mono.error(rejection(status, error)));
    }

    private static FailedRequestException rejection(int status, String body) {
        String message = new CompletionEvent(body).message();
        return new FailedRequestException("HTTP " + status, "HTTP " + status + ": " + Excerpt.of(message, MAX_MESSAGE));
    }

    private static Throwable describe(Throwable failure) {
        if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
            return new FailedRequestException("no connection", "cannot connect to the server: " + reason(failure));
        }
        if (failure instanceof ReadTimeoutException) {
            return new FailedRequestException("timeout", "no data within --timeout");
        }
        // Closed early, or reset.
        return (failure instanceof IOException)
                ? new FailedRequestException("broken stream", "connection lost: " + failure.getMessage()) : failure;
    }

    @Override
    public void close() {
        this.connections.dispose();
        this.eventLoop.dispose();
    }

    // Messages of the native transport start with a function name and a number.
    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("^.*\\(-\\d+\\): ", "");
    }

}
