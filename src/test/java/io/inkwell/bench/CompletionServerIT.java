package io.inkwell.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The client with misbehaving servers. */
class CompletionServerIT {

    private static final String TOKEN = "data: {\"choices\":[{\"text\":\" a\",\"finish_reason\":null}]}\n\n";

    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":3}}\n\n";

    private static final String DONE = "data: [DONE]\n\n";

    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

    /** Initially knows no paths. */
    private DisposableServer server = HttpServer.create().port(0).route((routes) -> {
    }).bindNow();

    @AfterEach
    void stop() {
        this.server.disposeNow();
    }

    @Test
    void countsTokensFromUsage() {
        BenchReport report = measure((request, response) -> events(response, TOKEN, TOKEN, USAGE, DONE));

        assertThat(report.answered()).isEqualTo(3);
        assertThat(report.outputTokens()).isEqualTo(9);
        assertThat(report.promptTokens()).isEqualTo(12);
        assertThat(report.tokenCounts()).isEqualTo(TokenCountSource.USAGE);
    }

    @Test
    void countsEventsWithoutUsage() {
        BenchReport report = measure((request, response) -> events(response, TOKEN, TOKEN, DONE));

        assertThat(report.outputTokens()).isEqualTo(6);
        assertThat(report.tokenCounts()).isEqualTo(TokenCountSource.EVENTS);
    }

    @Test
    void countsErrorsByStatus() {
        BenchReport report = measure((request, response) -> response.status(503)
            .sendString(Mono.just("{\"error\":{\"message\":\"no more\"}}")));

        assertThat(report.failures()).containsExactly(new FailureCount("HTTP 503", 3, "HTTP 503: no more"));
    }

    @Test
    void countsErrorsWithoutABody() {
        BenchReport report = measure((request, response) -> response.status(401).send());

        assertThat(report.failures()).containsExactly(new FailureCount("HTTP 401", 3, "HTTP 401: "));
    }

    @Test
    void reportsALostConnection() {
        BenchReport report = measure((request, response) -> events(response, TOKEN)
            .then(Mono.fromRunnable(() -> response.withConnection((connection) -> connection.channel().close()))));

        assertThat(report.failures()).singleElement().satisfies((failure) -> {
            assertThat(failure.reason()).isEqualTo("broken stream");
            assertThat(failure.count()).isEqualTo(3);
            assertThat(failure.firstMessage()).startsWith("connection lost: ");
        });
    }

    @Test
    void reportsAnIncompleteStream() {
        BenchReport report = measure((request, response) -> events(response, TOKEN, TOKEN));

        assertThat(report.failures()).containsExactly(
                new FailureCount("broken stream", 3, "the stream ended without [DONE], after 2 events with text"));
    }

    @Test
    void reportsAnErrorEvent() {
        BenchReport report = measure((request, response) -> events(response, TOKEN,
                "data: {\"error\":{\"message\":\"out of memory\"}}\n\n", DONE));

        assertThat(report.failures()).containsExactly(new FailureCount("error event", 3, "out of memory"));
    }

    @Test
    void timesOutWithoutData() {
        BenchReport report = measure(Duration.ofMillis(100),
                (request, response) -> events(response, TOKEN).then(Mono.never()));

        assertThat(report.failures()).containsExactly(new FailureCount("timeout", 3, "no data within --timeout"));
    }

    @Test
    void reportsARefusedConnection() {
        this.server.disposeNow();

        BenchReport report = measure(url(""), null, Duration.ofMinutes(1));

        assertThat(report.failures()).singleElement()
            .satisfies((failure) -> assertThat(failure.reason()).isEqualTo("no connection"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "/v1", "/v1/" })
    void acceptsUrlsWithAndWithoutVersion(String path) {
        start((request, response) -> events(response, TOKEN, DONE));

        assertThat(measure(url(path), "secret", Duration.ofMinutes(1)).answered()).isEqualTo(3);
        assertThat(this.authorizations).containsOnly("Bearer secret");
    }

    @Test
    void requestsTheListedModel() {
        start((request, response) -> response.send());

        try (CompletionServer client = new CompletionServer(url(""), null, Duration.ofMinutes(1))) {
            assertThat(client.model(null).block()).isEqualTo(new ServedModel("gpt2", null));
        }
    }

    @Test
    void toleratesAnEmptyModelList() {
        try (CompletionServer client = new CompletionServer(url(""), null, Duration.ofMinutes(1))) {
            Mono<ServedModel> model = client.model(null);
            assertThatExceptionOfType(FailedRequestException.class).isThrownBy(model::block)
                .withMessageContaining("/v1/models")
                .withMessageContaining("--model");
        }
    }

    @Test
    void acceptsANamedModelThatIsNotListed() {
        try (CompletionServer client = new CompletionServer(url(""), null, Duration.ofMinutes(1))) {
            assertThat(client.model("llama").block()).isEqualTo(new ServedModel("llama", null));
        }
    }

    private BenchReport measure(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> completions) {
        return measure(Duration.ofMinutes(1), completions);
    }

    private BenchReport measure(Duration timeout,
            BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> completions) {
        start(completions);
        return measure(url(""), null, timeout);
    }

    private static BenchReport measure(URI url, @Nullable String apiKey, Duration timeout) {
        try (CompletionServer client = new CompletionServer(url, apiKey, timeout)) {
            Measurements measurements = new Measurements(System::nanoTime);
            Workload workload = new Workload(new RandomPrompts(new LengthRange(4, 4), 0, Vocabulary.ofIdsBelow(100), 1),
                    new LengthRange(3, 3), 1);
            new LoadGenerator(client.completions(new RequestTemplate("gpt2", 0, true, Map.of())), workload,
                    new ClosedLoop(2), System::nanoTime, Schedulers.parallel())
                .run(3, measurements, () -> {
                })
                .block();
            return measurements.report();
        }
    }

    private void start(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> completions) {
        this.server.disposeNow();
        this.server = HttpServer.create()
            .port(0)
            .route((routes) -> routes
                .get("/v1/models",
                        (request, response) -> response.sendString(Mono.just("{\"data\":[{\"id\":\"gpt2\"}]}")))
                .post("/v1/completions", (request, response) -> {
                    this.authorizations.add(request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION));
                    return request.receive().then().thenMany(completions.apply(request, response));
                }))
            .bindNow();
    }

    private static Mono<Void> events(HttpServerResponse response, String... events) {
        return response.sse()
            .send(ByteBufFlux.fromString(Flux.just(events), StandardCharsets.UTF_8, response.alloc()))
            .then();
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + this.server.port() + path);
    }

}
