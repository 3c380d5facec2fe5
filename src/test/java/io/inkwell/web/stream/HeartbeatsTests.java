package io.inkwell.web.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class HeartbeatsTests {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final String BEAT = new String(Heartbeats.FRAME, StandardCharsets.US_ASCII);

    @Test
    void sendsHeartbeatsBeforeTheFirstFrame() {
        StepVerifier
            .withVirtualTime(() -> filled(Mono.delay(SILENCE.multipliedBy(2).plusSeconds(1)).map((t) -> "a").flux()))
            .expectSubscription()
            .expectNoEvent(SILENCE)
            .expectNext(BEAT)
            .expectNoEvent(SILENCE)
            .expectNext(BEAT)
            .expectNoEvent(Duration.ofSeconds(1))
            .expectNext("a")
            .verifyComplete();
    }

    @Test
    void measuresSilenceFromTheLastFrame() {
        StepVerifier
            .withVirtualTime(() -> filled(Flux.interval(Duration.ofSeconds(10))
                .take(3)
                .map((t) -> "a")
                .concatWith(Mono.delay(Duration.ofSeconds(20)).map((t) -> "b"))))
            .expectSubscription()
            .expectNoEvent(Duration.ofSeconds(10))
            .expectNext("a")
            .expectNoEvent(Duration.ofSeconds(10))
            .expectNext("a")
            .expectNoEvent(Duration.ofSeconds(10))
            .expectNext("a")
            .expectNoEvent(SILENCE)
            .expectNext(BEAT)
            .expectNoEvent(Duration.ofSeconds(5))
            .expectNext("b")
            .verifyComplete();
    }

    @Test
    void stopsWithTheStream() {
        StepVerifier.withVirtualTime(() -> filled(Flux.just("a", "b"))).expectNext("a", "b").verifyComplete();
    }

    @Test
    void doesNotDelayTheEndOfTheStream() {
        TestPublisher<byte[]> frames = TestPublisher.create();

        StepVerifier.create(Heartbeats.fillSilence(frames.flux(), SILENCE)).then(frames::complete).verifyComplete();

        frames.assertWasNotCancelled();
    }

    @Test
    void failureDoesNotOvertakeAFrame() {
        Flux<String> failing = Flux.just("a", "b").concatWith(Flux.error(new IllegalStateException("broken")));

        StepVerifier.create(filled(failing), 0)
            .thenRequest(1)
            .expectNext("a")
            .thenRequest(2)
            .expectNext("b")
            .verifyErrorMessage("broken");
    }

    @Test
    void zeroSilenceDisablesHeartbeats() {
        StepVerifier.withVirtualTime(
                () -> text(Heartbeats.fillSilence(bytes(Mono.delay(SILENCE).map((t) -> "a").flux()), Duration.ZERO)))
            .expectSubscription()
            .expectNoEvent(SILENCE)
            .expectNext("a")
            .verifyComplete();
    }

    private static Flux<String> filled(Flux<String> frames) {
        return text(Heartbeats.fillSilence(bytes(frames), SILENCE));
    }

    private static Flux<byte[]> bytes(Flux<String> frames) {
        return frames.map((frame) -> frame.getBytes(StandardCharsets.US_ASCII));
    }

    private static Flux<String> text(Flux<byte[]> frames) {
        return frames.map((frame) -> new String(frame, StandardCharsets.US_ASCII));
    }

}
