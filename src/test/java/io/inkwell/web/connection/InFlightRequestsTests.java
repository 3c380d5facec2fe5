package io.inkwell.web.connection;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightRequestsTests {

    private final InFlightRequests exchanges = new InFlightRequests();

    private final Sinks.Empty<Void> answer = Sinks.empty();

    @Test
    void countsRequestsUntilTheResponseCompletes() throws InterruptedException {
        Disposable client = open("/v1/completions").subscribe();

        assertThat(this.exchanges.count()).isEqualTo(1);
        assertThat(this.exchanges.awaitNone(Duration.ZERO)).isFalse();

        this.answer.tryEmitEmpty();

        assertThat(this.exchanges.awaitNone(Duration.ofDays(1))).isTrue();
        assertThat(client.isDisposed()).isTrue();
    }

    @Test
    void stopsCountingCancelledRequests() throws InterruptedException {
        open("/v1/completions").subscribe().dispose();

        assertThat(this.exchanges.awaitNone(Duration.ofDays(1))).isTrue();
    }

    @Test
    void runningRequestsFinishWhileNewOnesAreRejected() {
        MockServerWebExchange running = exchange("/v1/completions");
        Mono<Void> first = filter(running);
        StepVerifier.create(first)
            .then(this.exchanges::reject)
            .then(() -> StepVerifier.create(open("/tokenize"))
                .verifyErrorSatisfies((rejection) -> assertThat(((ServiceException) rejection).kind())
                    .isEqualTo(ErrorKind.UNAVAILABLE)))
            .then(() -> assertThat(this.exchanges.count()).isEqualTo(1))
            .then(this.answer::tryEmitEmpty)
            .verifyComplete();

        assertThat(this.exchanges.count()).isZero();
    }

    @Test
    void closesConnectionsOnceRejecting() {
        MockServerWebExchange running = exchange("/v1/completions");
        MockServerWebExchange answeredBefore = exchange("/v1/completions");
        filter(running).subscribe();
        filter(answeredBefore).subscribe();
        answeredBefore.getResponse().setComplete().block();

        this.exchanges.reject();
        running.getResponse().setComplete().block();

        assertThat(running.getResponse().getHeaders().getFirst("Connection")).isEqualTo("close");
        assertThat(answeredBefore.getResponse().getHeaders().getFirst("Connection")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/livez", "/readyz", "/health", "/actuator/prometheus", "/v1/models" })
    void servesGetRequestsWhileRejectingAndDoesNotCountThem(String path) {
        MockServerWebExchange read = MockServerWebExchange.from(MockServerHttpRequest.get(path));
        this.exchanges.reject();

        StepVerifier.create(filter(read))
            .then(() -> assertThat(this.exchanges.count()).isZero())
            .then(this.answer::tryEmitEmpty)
            .verifyComplete();
        read.getResponse().setComplete().block();
        assertThat(read.getResponse().getHeaders().getFirst("Connection")).isEqualTo("close");
    }

    private Mono<Void> open(String path) {
        return filter(exchange(path));
    }

    private Mono<Void> filter(MockServerWebExchange exchange) {
        return this.exchanges.filter(exchange, (each) -> this.answer.asMono());
    }

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.post(path));
    }

}
