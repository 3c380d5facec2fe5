package io.inkwell.web.stream;

import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;

/**
 * What one stream has written and its reader has not taken. A reader who leaves too much
 * is left; whoever writes never waits for him.
 */
final class UnreadFrames {

    private final long maxBytes;

    private final Runnable hangUp;

    private final AtomicLong numBytes = new AtomicLong();

    /** Of the writer's thread alone. */
    private boolean hungUp;

    /**
     * @param hangUp called once, by the writer's thread
     */
    UnreadFrames(long maxBytes, Runnable hangUp) {
        this.maxBytes = maxBytes;
        this.hangUp = hangUp;
    }

    /** The frames at the pace of the reader. One frame may be of any size. */
    Flux<byte[]> buffer(Flux<byte[]> frames) {
        return frames.doOnNext(this::add)
            .onBackpressureBuffer()
            .doOnNext((frame) -> this.numBytes.addAndGet(-frame.length));
    }

    private void add(byte[] frame) {
        if (this.numBytes.getAndAdd(frame.length) >= this.maxBytes && !this.hungUp) {
            this.hungUp = true;
            this.hangUp.run();
        }
    }

}
