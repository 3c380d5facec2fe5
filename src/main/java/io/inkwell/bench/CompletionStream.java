package io.inkwell.bench;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Records the events of one response. Not thread-safe. */
final class CompletionStream {

    private final ResponseTimes times;

    private final EventReader reader = new EventReader(this::accept);

    private @Nullable CompletionEvent lastWithUsage;

    private boolean done;

    CompletionStream(ResponseTimes times) {
        this.times = times;
    }

    /**
     * @throws FailedRequestException if an event reports an error
     */
    void accept(ByteBuf bytes) {
        this.reader.accept(bytes);
    }

    private void accept(CompletionEvent event) {
        if (event.hasText()) {
            this.times.onText();
        }
        if (event.hasUsage()) {
            this.lastWithUsage = event;
        }
        if (event.isError()) {
            throw new FailedRequestException("error event", event.message());
        }
        this.done = this.done || event.isDone();
    }

    /**
     * Ends the stream.
     * @throws FailedRequestException if it is incomplete
     */
    void end() {
        if (!this.done) {
            throw new FailedRequestException("broken stream",
                    "the stream ended without [DONE], after " + this.times.numArrivals() + " events with text");
        }
        CompletionEvent last = this.lastWithUsage;
        if (last != null) {
            TokenUsage usage = last.usage();
            if (usage != null) {
                this.times.onUsage(usage);
            }
            String fingerprint = last.fingerprint();
            if (fingerprint != null) {
                this.times.onServer(fingerprint);
            }
        }
    }

}
