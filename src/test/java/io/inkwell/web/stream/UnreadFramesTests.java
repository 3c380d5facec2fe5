package io.inkwell.web.stream;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

class UnreadFramesTests {

    private static final byte[] TEN_BYTES = new byte[10];

    private final AtomicInteger numDisconnects = new AtomicInteger();

    private final UnreadFrames unread = new UnreadFrames(100, this.numDisconnects::incrementAndGet);

    private final TestPublisher<byte[]> writer = TestPublisher.create();

    @Test
    void buffersUpToTheLimit() {
        StepVerifier.create(this.unread.buffer(this.writer.flux()), 0)
            .then(() -> write(10))
            .then(() -> assertThat(this.numDisconnects).hasValue(0))
            .thenRequest(10)
            .expectNextCount(10)
            .then(this.writer::complete)
            .verifyComplete();
    }

    @Test
    void disconnectsOnceBeyondTheLimit() {
        StepVerifier.create(this.unread.buffer(this.writer.flux()), 0)
            .then(() -> write(11))
            .then(() -> assertThat(this.numDisconnects).hasValue(1))
            .then(() -> write(5))
            .then(() -> assertThat(this.numDisconnects).hasValue(1))
            .thenCancel()
            .verify();

        this.writer.assertCancelled();
    }

    @Test
    void stopsCountingFramesThatAreRead() {
        StepVerifier.create(this.unread.buffer(this.writer.flux()), 0)
            .then(() -> write(10))
            .thenRequest(4)
            .expectNextCount(4)
            .then(() -> write(4))
            .then(() -> assertThat(this.numDisconnects).hasValue(0))
            .then(() -> write(1))
            .then(() -> assertThat(this.numDisconnects).hasValue(1))
            .thenCancel()
            .verify();
    }

    @Test
    void acceptsASingleFrameOfAnySize() {
        StepVerifier.create(this.unread.buffer(Flux.just(new byte[10_000])), 1).expectNextCount(1).verifyComplete();

        assertThat(this.numDisconnects).hasValue(0);
    }

    private void write(int numFrames) {
        for (int i = 0; i < numFrames; i++) {
            this.writer.next(TEN_BYTES);
        }
    }

}
