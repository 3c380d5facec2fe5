package io.inkwell.explanation.generation;

import java.util.function.LongSupplier;

/** Measures the steps of a generation. Confined to one thread after its creation. */
final class StepTimer {

    private static final double NANOS_PER_MILLI = 1e6;

    private final LongSupplier nanoClock;

    private final long arrivalNanos;

    private long stepNanos;

    /** Creates a timer for a request that arrives now. */
    StepTimer(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.arrivalNanos = nanoClock.getAsLong();
        this.stepNanos = this.arrivalNanos;
    }

    void startStep() {
        this.stepNanos = this.nanoClock.getAsLong();
    }

    /** Returns the times at the end of a step. */
    Times endStep() {
        long now = this.nanoClock.getAsLong();
        return new Times((now - this.arrivalNanos) / NANOS_PER_MILLI, (now - this.stepNanos) / NANOS_PER_MILLI);
    }

    /**
     * @param elapsedMs since the arrival of the request
     * @param stepMs since the start of the step
     */
    record Times(double elapsedMs, double stepMs) {
    }

}
