package io.inkwell.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long an engine has had work and has finished no step of it, which tells a stuck
 * engine from a busy and from an idle one. Any thread may ask.
 */
final class StepAge {

    private static final long IDLE = Long.MIN_VALUE;

    private final LongSupplier nanoClock;

    private volatile long sinceNanos = IDLE;

    StepAge(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** There is work, or some of it is done. */
    void restart() {
        this.sinceNanos = this.nanoClock.getAsLong();
    }

    void stop() {
        this.sinceNanos = IDLE;
    }

    /** Zero without work. */
    Duration get() {
        long since = this.sinceNanos;
        return (since == IDLE) ? Duration.ZERO : Duration.ofNanos(this.nanoClock.getAsLong() - since);
    }

}
