package io.inkwell.engine.schedule;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What a step costs, learned from past steps: the time of a step without prompts, by its
 * number of rows, and the time that a prompt token adds. Recent steps count most.
 * Confined to the engine thread.
 */
final class StepCosts {

    private static final double UNKNOWN = -1;

    /** The weight of the newest step. */
    private static final double WEIGHT = 0.2;

    /**
     * A step may be interrupted by other work, so it changes an estimate at most this
     * much.
     */
    private static final double MAX_RATIO = 4;

    /** Numbers of rows that differ by less than a fifth share an estimate. */
    private static final int BUCKETS_PER_OCTAVE = 4;

    private static final int MAX_BUCKETS = BUCKETS_PER_OCTAVE * Integer.SIZE;

    /** By bucket. */
    private final double[] decodeNanos = new double[MAX_BUCKETS];

    /**
     * Sums over the prompt tokens of past steps, each of which weighs less than the next.
     */
    private double prefillNanos;

    private double prefillTokens;

    StepCosts() {
        Arrays.fill(this.decodeNanos, UNKNOWN);
    }

    /** Adds a step with at least one decoded row. */
    void add(int numDecodeRows, int numPrefillTokens, long nanos) {
        if (numPrefillTokens == 0) {
            double known = this.decodeNanos[bucket(numDecodeRows)];
            this.decodeNanos[bucket(numDecodeRows)] = (known == UNKNOWN) ? nanos
                    : known + WEIGHT * (bounded(nanos, known) - known);
        }
        else {
            decodeNanos(numDecodeRows).ifPresent((decode) -> addPrefill(numPrefillTokens, nanos, decode));
        }
    }

    private void addPrefill(int numTokens, double nanos, double decode) {
        OptionalDouble perToken = nanosPerPrefillToken();
        // Of the whole step, so that an estimate of zero can grow.
        double step = perToken.isPresent() ? bounded(nanos, decode + perToken.getAsDouble() * numTokens) : nanos;
        this.prefillNanos = (1 - WEIGHT) * this.prefillNanos + Math.max(0, step - decode);
        this.prefillTokens = (1 - WEIGHT) * this.prefillTokens + numTokens;
    }

    private static double bounded(double nanos, double expected) {
        return Math.min(nanos, MAX_RATIO * expected);
    }

    /**
     * The time of a step without prompts. Empty if no such step had a similar number of
     * rows.
     */
    OptionalDouble decodeNanos(int numRows) {
        int bucket = bucket(numRows);
        for (int distance = 0; distance <= BUCKETS_PER_OCTAVE; distance++) {
            for (int near : new int[] { bucket - distance, bucket + distance }) {
                if (near >= 0 && near < MAX_BUCKETS && this.decodeNanos[near] != UNKNOWN) {
                    return OptionalDouble.of(this.decodeNanos[near]);
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** The time that a prompt token adds. Empty if no step had prompt tokens and rows. */
    OptionalDouble nanosPerPrefillToken() {
        return (this.prefillTokens > 0) ? OptionalDouble.of(this.prefillNanos / this.prefillTokens)
                : OptionalDouble.empty();
    }

    private static int bucket(int numRows) {
        return (int) Math.round(BUCKETS_PER_OCTAVE * Math.log(numRows) / Math.log(2));
    }

}
