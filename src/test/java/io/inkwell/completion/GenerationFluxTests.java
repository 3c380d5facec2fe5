package io.inkwell.completion;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.SampledToken;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GenerationFluxTests {

    private static final SampledToken TOKEN = new SampledToken(1, null, new StopDecision(null, false, 0, 0, null));

    private static final GenerationTimings TIMINGS = new GenerationTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO,
            1, 0, GenerationFlux.MAX_UNREAD_TOKENS);

    private final GenerationFlux generation = new GenerationFlux(0);

    @Test
    void theEndFollowsTheMostTokensThatMayBeUnread() {
        addTokens(GenerationFlux.MAX_UNREAD_TOKENS);
        this.generation.onEnd(TIMINGS);

        StepVerifier.create(this.generation.events())
            .expectNextCount(GenerationFlux.MAX_UNREAD_TOKENS)
            .expectNext(new GenerationEvent.End(0, TIMINGS))
            .verifyComplete();
    }

    @Test
    void oneMoreUnreadTokenFails() {
        addTokens(GenerationFlux.MAX_UNREAD_TOKENS);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> addTokens(1))
            .satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    @Test
    void tokensThatAreReadDoNotCount() {
        Flux<GenerationEvent> events = this.generation.events();

        StepVerifier.create(events.take(GenerationFlux.MAX_UNREAD_TOKENS + 1L))
            .then(() -> addTokens(GenerationFlux.MAX_UNREAD_TOKENS + 1))
            .expectNextCount(GenerationFlux.MAX_UNREAD_TOKENS + 1L)
            .verifyComplete();
    }

    private void addTokens(int number) {
        for (int i = 0; i < number; i++) {
            this.generation.onToken(0, TOKEN);
        }
    }

}
