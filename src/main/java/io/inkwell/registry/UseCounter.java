package io.inkwell.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts the uses of a model, so that it is closed only after the last one. Thread-safe.
 */
final class UseCounter {

    private final LongSupplier nanoClock;

    private int numUses;

    private long unusedSinceNanos;

    private boolean retired;

    private Runnable whenUnused = () -> {
    };

    UseCounter(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.unusedSinceNanos = nanoClock.getAsLong();
    }

    /**
     * Starts a use. A retired model can still get one while it has others: a request that
     * holds the model may start tasks that hold it, too.
     * @return whether the model is still there
     */
    synchronized boolean start() {
        if (this.retired && this.numUses == 0) {
            return false;
        }
        this.numUses++;
        return true;
    }

    void end() {
        if (endsLast()) {
            this.whenUnused.run();
        }
    }

    private synchronized boolean endsLast() {
        this.numUses--;
        this.unusedSinceNanos = this.nanoClock.getAsLong();
        return this.retired && this.numUses == 0;
    }

    /**
     * Retires the model.
     * @param whenUnused runs once no use is left, on this thread or on that of the last
     * use
     */
    void retire(Runnable whenUnused) {
        if (retireAndCount(whenUnused) == 0) {
            whenUnused.run();
        }
    }

    private synchronized int retireAndCount(Runnable whenUnused) {
        this.retired = true;
        this.whenUnused = whenUnused;
        return this.numUses;
    }

    /**
     * Retires the model unless it is in use.
     * @return whether it is retired
     */
    synchronized boolean retireIfUnused() {
        this.retired |= this.numUses == 0;
        return this.retired;
    }

    synchronized int numUses() {
        return this.numUses;
    }

    /** The time since the last use ended; zero while there is one. */
    synchronized Duration unusedFor() {
        return (this.numUses > 0) ? Duration.ZERO
                : Duration.ofNanos(this.nanoClock.getAsLong() - this.unusedSinceNanos);
    }

}
