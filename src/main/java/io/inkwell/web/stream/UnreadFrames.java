package io.inkwell.web.stream;

import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;

/**
 * Limits the frames of a stream that the client has not read. A client that leaves too
 * many unread is disconnected; the writer never waits for it.
 */
final class UnreadFrames {

    private final long maxBytes;

    private final Runnable disconnect;

    private final AtomicLong numBytes = new AtomicLong();

    /** Used by the writing thread only. */
    private boolean disconnected;

    /**
     * @param disconnect disconnects the client; called once, on the writing thread
     */
    UnreadFrames(long maxBytes, Runnable disconnect) {
        this.maxBytes = maxBytes;
        this.disconnect = disconnect;
    }

    /**
     * Buffers the frames until the client reads them. A single frame may have any size.
     */
    Flux<byte[]> buffer(Flux<byte[]> frames) {
        return frames.doOnNext(this::add)
            .onBackpressureBuffer()
            .doOnNext((frame) -> this.numBytes.addAndGet(-frame.length));
    }

    private void add(byte[] frame) {
        if (this.numBytes.getAndAdd(frame.length) >= this.maxBytes && !this.disconnected) {
            this.disconnected = true;
            this.disconnect.run();
        }
    }

}
