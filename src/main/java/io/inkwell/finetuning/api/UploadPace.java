package io.inkwell.finetuning.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long an upload may wait for its next part: no pause may be too long, and the mean
 * speed must not be too low. Otherwise few slow clients could keep all others out. Not
 * thread-safe.
 */
final class UploadPace {

    /** That of a slow mobile connection. */
    static final long MIN_BYTES_PER_SECOND = 16 << 10;

    private final Duration maxPause;

    private final LongSupplier nanoTime;

    private final long start;

    private long numBytes;

    /**
     * @param maxPause the maximum time between two parts, which is also the time that the
     * speed has to recover
     * @param nanoTime the current time in nanoseconds
     */
    UploadPace(Duration maxPause, LongSupplier nanoTime) {
        this.maxPause = maxPause;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /**
     * The time that the next part has.
     * @param added the bytes of the part that has arrived
     */
    Duration after(int added) {
        this.numBytes += added;
        Duration passed = Duration.ofNanos(this.nanoTime.getAsLong() - this.start);
        Duration left = this.maxPause.plus(Duration.ofSeconds(this.numBytes).dividedBy(MIN_BYTES_PER_SECOND))
            .minus(passed);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return (left.compareTo(this.maxPause) < 0) ? left : this.maxPause;
    }

}
