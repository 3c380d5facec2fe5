package io.inkwell.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The age of an engine's current step. It distinguishes a stuck engine from a busy or an
 * idle one. Any thread can read it.
 */
final class StepAge {

    private static final long IDLE = Long.MIN_VALUE;

    private final LongSupplier nanoClock;

    private volatile long sinceNanos = IDLE;

    StepAge(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** A step begins. */
    void restart() {
        this.sinceNanos = this.nanoClock.getAsLong();
    }

    void stop() {
        this.sinceNanos = IDLE;
    }

    /** Zero if the engine is idle. */
    Duration get() {
        long since = this.sinceNanos;
        return (since == IDLE) ? Duration.ZERO : Duration.ofNanos(this.nanoClock.getAsLong() - since);
    }

}
