package io.inkwell.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Records when the parts of one response arrive. Used by one thread at a time.
 */
public final class ResponseTimes {

    private final long startNanos;

    private final LongSupplier nanoClock;

    private long[] arrivals = new long[128];

    private int numArrivals;

    private @Nullable TokenUsage usage;

    private @Nullable String server;

    /**
     * @param startNanos start of the latencies
     */
    public ResponseTimes(long startNanos, LongSupplier nanoClock) {
        this.startNanos = startNanos;
        this.nanoClock = nanoClock;
    }

    /** Records the arrival of text: one or more tokens. */
    public void onText() {
        if (this.numArrivals == this.arrivals.length) {
            this.arrivals = Arrays.copyOf(this.arrivals, 2 * this.numArrivals);
        }
        this.arrivals[this.numArrivals++] = this.nanoClock.getAsLong();
    }

    /** Records the number of tokens; without it, each arrival counts as one. */
    public void onUsage(TokenUsage usage) {
        this.usage = usage;
    }

    /** Records the fingerprint that the server reports. */
    public void onServer(String server) {
        this.server = server;
    }

    boolean isEmpty() {
        return this.numArrivals == 0;
    }

    int numArrivals() {
        return this.numArrivals;
    }

    @Nullable TokenUsage usage() {
        return this.usage;
    }

    @Nullable String server() {
        return this.server;
    }

    long untilFirst() {
        return this.arrivals[0] - this.startNanos;
    }

    long untilLast() {
        return this.arrivals[this.numArrivals - 1] - this.startNanos;
    }

    /** The mean time of the tokens after the first; 0 for a single one. */
    long perToken(long outputTokens) {
        return (outputTokens > 1) ? (untilLast() - untilFirst()) / (outputTokens - 1) : 0;
    }

    /**
     * The smallest time that is at least as long as so many percent of the times between
     * two arrivals; 0 for a single arrival.
     */
    long gapPercentile(int percent) {
        long[] gaps = IntStream.range(1, this.numArrivals).mapToLong(this::gapBefore).sorted().toArray();
        return (gaps.length == 0) ? 0 : gaps[(int) Math.ceil(gaps.length * percent / 100.0) - 1];
    }

    /** The time between an arrival, which must not be the first, and the one before. */
    long gapBefore(int arrival) {
        return this.arrivals[arrival] - this.arrivals[arrival - 1];
    }

}
