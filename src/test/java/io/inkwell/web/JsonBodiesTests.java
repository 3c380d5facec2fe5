package io.inkwell.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.limits.Arrival;
import io.inkwell.limits.TextInSchedulers;
import io.inkwell.web.fields.UnknownFields;

import static org.assertj.core.api.Assertions.assertThat;

class JsonBodiesTests {

    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private static final Mono<byte[]> BODY = Mono.just("{}".getBytes(StandardCharsets.UTF_8));

    private final JsonBodies bodies = new JsonBodies(JsonMapper.shared(), new TextInSchedulers(Schedulers.immediate(),
            Schedulers.immediate(), Schedulers.immediate(), DEADLINE, () -> 7), UnknownFields.IGNORE);

    @Test
    void failsARequestThatNothingEnds() {
        StepVerifier.withVirtualTime(() -> this.bodies.read(BODY, Body.class, (body) -> Mono.never()))
            .expectSubscription()
            .expectNoEvent(DEADLINE.plus(JsonBodies.MARGIN).minusMillis(1))
            .thenAwait(Duration.ofMillis(1))
            .verifyErrorSatisfies((thrown) -> assertThat(thrown).isInstanceOfSatisfying(ServiceException.class,
                    (failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED)));
    }

    @Test
    void theDeadlineCountsFromTheArrivalOfTheBody() {
        Mono<Long> arrival = this.bodies.read(BODY, Body.class,
                (body) -> Mono.deferContextual((context) -> Mono.just(Arrival.nanos(context, () -> 99))));

        assertThat(arrival.block()).isEqualTo(7);
    }

    @Test
    void anErrorOfMemoryFailsTheResponse() {
        StepVerifier.create(this.bodies.write(new MockServerHttpResponse(), new TooLarge()))
            .verifyErrorSatisfies((thrown) -> assertThat(thrown)
                .isInstanceOfSatisfying(ServiceException.class,
                        (failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.GENERATION_FAILED))
                .hasCauseInstanceOf(OutOfMemoryError.class));
    }

    record Body(@Nullable String text) {
    }

    static final class TooLarge {

        public int getNumber() {
            throw new OutOfMemoryError("for a test");
        }

    }

}
