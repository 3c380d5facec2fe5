package io.inkwell.limits;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;

class BodyTimeoutTests {

    private final BodyTimeout timeout = new BodyTimeout(Duration.ofSeconds(30));

    @Test
    void failsABodyThatArrivesSlowly() {
        StepVerifier.withVirtualTime(() -> this.timeout.limit(Flux.interval(Duration.ofSeconds(4))))
            .thenAwait(Duration.ofSeconds(29))
            .expectNextCount(7)
            .thenAwait(Duration.ofSeconds(1))
            .verifyErrorSatisfies((thrown) -> assertThat(thrown)
                .hasMessage("the request body must arrive within 30 s, inkwell.limits.body-timeout")
                .isInstanceOfSatisfying(ServiceException.class,
                        (failure) -> assertThat(failure.kind()).isEqualTo(ErrorKind.REQUEST_TIMEOUT)));
    }

    @Test
    void passesABodyThatArrivesInTime() {
        StepVerifier.withVirtualTime(() -> this.timeout.limit(Flux.interval(Duration.ofSeconds(4)).take(7)))
            .thenAwait(Duration.ofSeconds(28))
            .expectNextCount(7)
            .verifyComplete();
    }

}
