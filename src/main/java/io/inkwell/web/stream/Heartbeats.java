package io.inkwell.web.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/**
 * Sends comments while a stream is silent. They keep proxies from closing the connection,
 * and reveal that a client has disconnected. Clients skip them.
 */
final class Heartbeats {

    static final byte[] FRAME = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Scheduler timer = Schedulers.parallel();

    private final long silenceNanos;

    private volatile long lastNanos = now();

    private Heartbeats(Duration silence) {
        this.silenceNanos = silence.toNanos();
    }

    /**
     * Returns the frames with a heartbeat after each silence of that length, also before
     * the first frame.
     * @param silence zero for no heartbeats
     */
    static Flux<byte[]> fillSilence(Flux<byte[]> frames, Duration silence) {
        return silence.isZero() ? frames : Flux.defer(() -> new Heartbeats(silence).mergeInto(frames));
    }

    // A failure is delayed, or it would overtake the frames before it.
    private Flux<byte[]> mergeInto(Flux<byte[]> frames) {
        Sinks.Empty<Void> end = Sinks.empty();
        return Flux.mergeDelayError(Queues.XS_BUFFER_SIZE,
                frames.doOnNext(this::endSilence).doOnTerminate(end::tryEmitEmpty),
                beats().takeUntilOther(end.asMono()));
    }

    private Flux<byte[]> beats() {
        return Mono.defer(() -> Mono.delay(Duration.ofNanos(Math.max(0, nanosToNext())), this.timer))
            .repeat()
            .filter((tick) -> nanosToNext() <= 0)
            .map((tick) -> FRAME)
            .doOnNext(this::endSilence);
    }

    private void endSilence(byte[] frame) {
        this.lastNanos = now();
    }

    private long nanosToNext() {
        return this.lastNanos + this.silenceNanos - now();
    }

    private long now() {
        return this.timer.now(TimeUnit.NANOSECONDS);
    }

}
